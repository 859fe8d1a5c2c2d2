// mem_extents(): all physical runs of a range, with batched reads.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>

#include "calls.hpp"
#include "linux/context/frames.hpp"
#include "linux/pages/frame_words.hpp"
#include "linux/pages/maps.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

// Fills the caller's array; a run that goes on where the last one ended makes that one longer.
class ExtentList {
 public:
  explicit ExtentList(const mapproof_extents_request& request) : request_(request) {}

  bool add(std::uint64_t physical, std::uint64_t length) {
    mapproof_extent* const last = count_ == 0 ? nullptr : &request_.extents[count_ - 1];
    if (last != nullptr && last->physical + last->length == physical) {
      last->length += length;
    } else {
      if (count_ == request_.capacity) return false;
      request_.extents[count_++] = {physical, length};
    }
    covered_ += static_cast<std::size_t>(length);
    return true;
  }

  // Adds whole pages, up to the first that has no frame of its own or no room, and returns how many it added. Most
  // runs are of one page, and this loop is most of what a lookup of many adds to the kernel's work: what it needs stays
  // in registers.
  std::size_t add_pages(const std::uint64_t* words, std::size_t count, unsigned shift) {
    mapproof_extent* next = request_.extents + count_;
    const mapproof_extent* const end = request_.extents + request_.capacity;
    std::uint64_t following = count_ == 0 ? 0 : next[-1].physical + next[-1].length;  // nothing lies at 0
    std::size_t at = 0;
    while (at < count) {
      const PagemapWord word(words[at]);
      if (!word.present() || word.frame() == 0 || word.of_file() || word.shared_anonymous()) break;
      const std::uint64_t physical = word.frame() << shift;
      std::size_t pages = 1;
      if (physical == following) {
        pages = words_in_run(words + at, count - at, word.frame());
        next[-1].length += static_cast<std::uint64_t>(pages) << shift;
      } else {
        if (next == end) break;
        *next++ = {physical, std::uint64_t{1} << shift};
      }
      following = physical + (static_cast<std::uint64_t>(pages) << shift);
      at += pages;
    }
    count_ = static_cast<std::size_t>(next - request_.extents);
    covered_ += at << shift;
    return at;
  }

  std::size_t count() const { return count_; }
  std::size_t covered() const { return covered_; }

 private:
  const mapproof_extents_request& request_;
  std::size_t count_ = 0;
  std::size_t covered_ = 0;
};

// Goes on page by page as long as pagemap alone tells all. Stops, with `at` on the border of a page, where it does not.
void add_pages(mapproof_session& session, std::uintptr_t& at, std::uintptr_t end, ExtentList& list) {
  constexpr std::size_t at_a_time = 4096;  // what stays near while it is looked at
  const unsigned shift = session.machine.page_shift;
  std::size_t left = (end - at) >> shift;
  Words words(session.scratch, left);
  while (left > 0) {
    const std::size_t pages = std::min({left, words.size(), at_a_time});
    const std::ptrdiff_t got = session.pagemap.read(session.page_of(at), words.data(), pages);
    const std::size_t added = got > 0 ? list.add_pages(words.data(), static_cast<std::size_t>(got), shift) : 0;
    at += static_cast<std::uintptr_t>(added) << shift;
    if (added < pages) return;
    left -= pages;
  }
}

// The page of `at` as a single lookup would find it, or what the device table knows as one run; then, in a mapping
// whose lock is thereby known, the pages behind it. 0, an errno, or -1 when the array is full.
int add_mapping(mapproof_session& session, std::uintptr_t& at, std::uintptr_t end, ExtentList& list) {
  Place place;
  const int error = resolve(session, at, place);
  if (error != 0) return error;
  const std::uintptr_t border = session.start_of_page(at) + session.page();
  const std::size_t length = place.is_device ? run_length(session, at, place, end - at) : std::min(border, end) - at;
  if (!list.add(place.physical, length)) return -1;
  at += length;
  if (!place.is_device && at < end) add_pages(session, at, std::min(mapping_end(session.maps, at - 1), end), list);
  return 0;
}

}  // namespace

mapproof_status_outcome mem_extents(mapproof_session* session, const mapproof_extents_request* request) {
  std::uintptr_t at = reinterpret_cast<std::uintptr_t>(request->address);
  const std::uintptr_t highest = session->machine.highest_address;
  const std::uintptr_t end = at > highest || request->length > highest - at ? highest + 1 : at + request->length;
  ExtentList list(*request);
  int error = at > highest ? EACCES : 0;
  while (error == 0 && at < end && request->capacity > 0) error = add_mapping(*session, at, end, list);
  if (request->covered != nullptr) *request->covered = list.covered();
  if (error > 0 && list.count() == 0) return {-1, error};
  return {static_cast<int>(list.count()), 0};
}

}  // namespace mapproof::lnx

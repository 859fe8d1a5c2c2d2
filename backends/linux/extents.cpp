// mem_extents(): all physical runs of a range, with batched reads.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>

#include "calls.hpp"
#include "frame_words.hpp"
#include "frames.hpp"
#include "maps.hpp"
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

  std::size_t count() const { return count_; }
  std::size_t covered() const { return covered_; }

 private:
  const mapproof_extents_request& request_;
  std::size_t count_ = 0;
  std::size_t covered_ = 0;
};

// Adds the pages of these words as runs. False: the array is full, or a page has no frame.
bool add_words(const mapproof_session& session, const std::uint64_t* words, std::size_t count, std::uintptr_t& at,
               std::uintptr_t end, ExtentList& list) {
  const unsigned shift = session.machine.page_shift;
  for (std::size_t i = 0; i < count;) {
    const PagemapWord word(words[i]);
    if (!word.present() || word.frame() == 0) return false;
    const std::size_t run = words_in_run(words + i, count - i, word.frame());
    const std::uintptr_t next = std::min((session.page_of(at) + run) << shift, end);
    if (!list.add((word.frame() << shift) | (at & (session.page() - 1)), next - at)) return false;
    at = next;
    i += run;
  }
  return true;
}

// Goes on through the mapping that holds `at`, whose first page is resolved already.
bool add_pages(mapproof_session& session, std::uintptr_t at, std::uintptr_t end, ExtentList& list) {
  constexpr std::size_t at_a_time = 4096;  // what stays near while it is looked at
  Words words(session.scratch, session.page_of(end - 1) - session.page_of(at) + 1);
  while (at < end) {
    const std::size_t pages = std::min({session.page_of(end - 1) - session.page_of(at) + 1, words.size(), at_a_time});
    if (session.pagemap.read(session.page_of(at), words.data(), pages) != static_cast<std::ptrdiff_t>(pages))
      return false;
    if (!add_words(session, words.data(), pages, at, end, list)) return false;
  }
  return true;
}

// One mapping, or what the device table knows as one run. 0, an errno, or -1 for a silent stop.
int add_mapping(mapproof_session& session, std::uintptr_t& at, std::uintptr_t end, ExtentList& list) {
  std::uint64_t physical = 0;
  const int error = resolve(session, at, physical);
  if (error != 0) return error;
  if (session.known.find(at).kind == KnownPages::Kind::device) {
    const std::size_t length = run_length(session, at, physical, end - at);
    at += length;
    return list.add(physical, length) ? 0 : -1;
  }
  const std::uintptr_t stop = std::min(mapping_end(session.maps, at), end);
  const bool all = add_pages(session, at, stop, list);
  at = stop;
  return all ? 0 : -1;
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

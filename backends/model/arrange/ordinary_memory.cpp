// memory_acquire() and memory_release(): ordinary memory of a known kind, on frames of known numbers.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <new>
#include <vector>

#include "model/calls/anonymous.hpp"
#include "model/calls/calls.hpp"
#include "model/native.hpp"

namespace mapproof::model {
namespace {

constexpr std::uint64_t two_gib = 2 * GiB;
constexpr std::uint64_t four_gib = 4 * GiB;

struct KindRule {
  mapproof_memory_kind kind;
  std::uint32_t flags;
  std::uint64_t lowest;
  std::uint64_t highest;
};

constexpr KindRule kind_rules[] = {
    {MAPPROOF_MEMORY_ANONYMOUS, extent_private, 0, UINT64_MAX},
    {MAPPROOF_MEMORY_SHARED, 0, 0, UINT64_MAX},
    {MAPPROOF_MEMORY_LAZY, extent_private | extent_lazy, 0, UINT64_MAX},
    {MAPPROOF_MEMORY_FRAGMENTED, extent_private | extent_resident, 0, UINT64_MAX},
    {MAPPROOF_MEMORY_CONTIGUOUS, extent_private | extent_resident, 0, UINT64_MAX},
    {MAPPROOF_MEMORY_BELOW_2G, extent_private | extent_resident, 0, two_gib - 1},
    {MAPPROOF_MEMORY_2G_TO_4G, extent_private | extent_resident, two_gib, four_gib - 1},
    {MAPPROOF_MEMORY_ABOVE_4G, extent_private | extent_resident, four_gib, UINT64_MAX},
    {MAPPROOF_MEMORY_STRADDLES_2G, extent_private | extent_resident, 0, UINT64_MAX},
    {MAPPROOF_MEMORY_COPY, extent_private | extent_image, 0, UINT64_MAX},
};

const KindRule* find_rule(std::uint32_t kind) {
  for (const KindRule& rule : kind_rules) {
    if (static_cast<std::uint32_t>(rule.kind) == kind) return &rule;
  }
  return nullptr;
}

mapproof_arrange_outcome refused(int error, const char* reason) { return {error, reason}; }

// What is wrong with a request, or NULL.
const char* problem_with(const mapproof_session& session, const mapproof_memory_request& request) {
  const std::size_t page = session.memory.page();
  if (request.length == 0 || request.length % page != 0) return "the length must be a multiple of the page and not 0";
  if (request.node < -1 || request.node >= static_cast<std::int32_t>(session.target.node_count)) {
    return "this machine has no such node";
  }
  const bool straddles = request.kind == MAPPROOF_MEMORY_STRADDLES_2G;
  return straddles && request.length != 2 * page ? "memory that straddles 2 GiB is two pages long" : nullptr;
}

std::optional<std::uint64_t> find_frames(mapproof_session& session, const KindRule& rule,
                                         const mapproof_memory_request& request) {
  if (rule.kind != MAPPROOF_MEMORY_STRADDLES_2G) {
    return session.memory.allocate({rule.lowest, rule.highest, request.node}, request.length);
  }
  const std::uint64_t physical = two_gib - session.memory.page();
  const Region* const bank = session.memory.find(physical, request.length);
  const bool on_node = bank != nullptr && (request.node == -1 || request.node == bank->node);
  if (!on_node || !session.memory.claim(physical, request.length)) return std::nullopt;
  return physical;
}

// The content that mmap(MAP_PRIVATE) of a file would show. It is in the frames from the start; that it counts as "not
// copied yet" is the missing resident flag, so no store of another thread can be lost while the copying happens.
bool fill_image(const mapproof_session& session, std::uint64_t physical, std::size_t length) {
  const FileView view(session.memory.file(), session.memory.file_offset(physical), length);
  if (view.data() == nullptr) return false;
  auto* const bytes = static_cast<unsigned char*>(view.data());
  for (std::size_t i = 0; i < length; ++i) bytes[i] = static_cast<unsigned char>(i % 251);
  return true;
}

Placing placing_of(mapproof_session& session, const KindRule& rule, std::uint64_t length) {
  Placing placing;
  placing.length = length;
  placing.host_protection = PROT_READ | PROT_WRITE;
  placing.extent.kind = Kind::memory;
  placing.extent.serial = session.next_serial();
  placing.extent.flags = rule.flags | session.new_lock_flag();
  if (placing.extent.has(extent_locked) && !placing.extent.has(extent_lazy)) placing.extent.flags |= extent_resident;
  placing.extent.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  placing.extent.caching = MAPPROOF_CACHED;
  return placing;
}

// Descending frames: each page's neighbour lies before it, so no page is followed by its neighbour.
Placed place_fragmented(mapproof_session& session, const Placing& placing, std::uint64_t physical) {
  const std::uint64_t page = session.memory.page();
  std::vector<PhysicalRun> runs;
  runs.reserve(placing.length / page);
  for (std::uint64_t at = placing.length; at != 0; at -= page) runs.push_back({physical + at - page, page});
  const Placed placed = place_runs(session, placing, runs);
  if (placed.error != 0) session.memory.release(physical, placing.length);
  return placed;
}

}  // namespace

mapproof_arrange_outcome memory_acquire(mapproof_session* session, const mapproof_memory_request* request,
                                        void** address) {
  const KindRule* const rule = find_rule(request->kind);
  if (rule == nullptr || (session->facts.memory_kinds >> request->kind & 1u) == 0) {
    return refused(ENOTSUP, "the model cannot give this kind of memory here");
  }
  if (const char* const problem = problem_with(*session, *request); problem != nullptr) return refused(EINVAL, problem);
  const std::optional<std::uint64_t> physical = find_frames(*session, *rule, *request);
  if (!physical) return refused(ENOMEM, "the machine has no run of free frames of this kind and length");
  if (rule->kind == MAPPROOF_MEMORY_COPY && !fill_image(*session, *physical, request->length)) {
    session->memory.release(*physical, request->length);
    return refused(ENOMEM, "the initial content could not be written");
  }
  const Placing placing = placing_of(*session, *rule, request->length);
  Placed placed{0, ENOMEM};
  try {
    placed = rule->kind == MAPPROOF_MEMORY_FRAGMENTED ? place_fragmented(*session, placing, *physical)
                                                      : place_frames(*session, placing, *physical);
  } catch (const std::bad_alloc&) {
    session->memory.release(*physical, request->length);
  }
  if (placed.error != 0) return refused(placed.error, "the memory could not be mapped within the session's limits");
  *address = pointer_to(placed.address);
  return {0, nullptr};
}

mapproof_arrange_outcome memory_release(mapproof_session* session, void* address, size_t length) {
  const Range range = whole_pages(*session, number_of(address), length);
  if (range.start >= range.end) return refused(EINVAL, "the range is empty");
  const int error = remove_pages(*session, range, no_limits);
  return error == 0 ? mapproof_arrange_outcome{0, nullptr} : refused(error, "the memory could not be unmapped");
}

}  // namespace mapproof::model

// provoke(): bringing about the situations that the documents name.
// SPDX-License-Identifier: Apache-2.0
#include "frames_move.hpp"
#include "model/calls/calls.hpp"
#include "model/session.hpp"

namespace mapproof::model {
namespace {

std::uint64_t sum_or_most(std::uint64_t left, std::uint64_t right) {
  return left + right < left ? UINT64_MAX : left + right;
}

// `amount` counts from what is in use now; ending the situation brings back the target's own limit.
void set_limit(std::atomic<std::uint64_t>& limit, const mapproof_provoke_request& request, std::uint64_t in_use,
               std::uint64_t usual) {
  limit.store(request.on != 0 ? sum_or_most(in_use, request.amount) : usual, std::memory_order_release);
}

}  // namespace

Conditions::Conditions(const Target& target)
    : entries(target.limits.entries), mapped(target.limits.mapped), locked(target.limits.locked) {
  if (!target.without_privilege) return;
  for (const mapproof_condition condition :
       {MAPPROOF_WITHOUT_MAP_PRIVILEGE, MAPPROOF_WITHOUT_LOCK_PRIVILEGE, MAPPROOF_WITHOUT_IO_PRIVILEGE}) {
    set(condition, true);
  }
}

mapproof_arrange_outcome provoke(mapproof_session* session, const mapproof_provoke_request* request) {
  Conditions& conditions = session->conditions;
  const TableLimits& usual = session->target.limits;
  const TableTotals in_use = session->table.totals();
  const auto condition = static_cast<mapproof_condition>(request->condition);
  switch (condition) {
    case MAPPROOF_ADDRESS_SPACE_FULL:
      set_limit(conditions.mapped, *request, in_use.mapped, usual.mapped);
      break;
    case MAPPROOF_MAPPING_TABLE_FULL:
      set_limit(conditions.entries, *request, in_use.entries, usual.entries);
      break;
    case MAPPROOF_LOCK_LIMIT:
      set_limit(conditions.locked, *request, in_use.locked, usual.locked);
      break;
    case MAPPROOF_WITHOUT_MAP_PRIVILEGE:
    case MAPPROOF_WITHOUT_LOCK_PRIVILEGE:
    case MAPPROOF_WITHOUT_IO_PRIVILEGE:
    case MAPPROOF_WITHOUT_EXEC_PRIVILEGE:
    case MAPPROOF_PHYSICAL_RANGE_DENIED:
    case MAPPROOF_UNMAP_INTERRUPTED:
    case MAPPROOF_LOCK_NOT_NOW:
    case MAPPROOF_THREADS_SHORT:
    case MAPPROOF_TYPED_READ_ONLY:
    case MAPPROOF_DEVICE_RECORD_LOCKED:
    case MAPPROOF_DEVICE_MAPPING_BARRED:
      conditions.set(condition, request->on != 0);
      break;
    case MAPPROOF_FRAMES_MOVE:
      if (request->on != 0) move_frames(*session);
      break;
    default:
      return {ENOTSUP, "the model does not know this situation"};
  }
  return {0, nullptr};
}

}  // namespace mapproof::model

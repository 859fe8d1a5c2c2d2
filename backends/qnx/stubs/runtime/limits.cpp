// What a process may do: its abilities, and the limit of its address space.
// SPDX-License-Identifier: Apache-2.0
#include <sys/procmgr.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdarg>
#include <vector>

#include "system.hpp"

namespace {

constexpr unsigned identifier_mask = 0xffffu;
rlim_t address_space = RLIM_INFINITY;

int provoke(mapproof_condition condition, bool on, std::uint64_t amount = 0) {
  const mapproof::stub::System& system = mapproof::stub::system();
  const mapproof_provoke_request request{static_cast<std::uint32_t>(condition), on ? 1u : 0u, amount};
  return system.table->provoke(system.session, &request).error;
}

// The model can deny one part of the physical memory, the first window's last page: what else is asked of it is
// refused.
class AllowedParts {
 public:
  void add(std::uint64_t first, std::uint64_t last) { parts_.push_back({first, last}); }
  bool empty() const { return parts_.empty(); }
  bool leave_out_the_last_page() const {
    const mapproof::stub::System& system = mapproof::stub::system();
    const mapproof_window& window = *system.table->facts(system.session)->windows;
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    const std::uint64_t start = (window.physical + window.length - 1) / page * page;
    return parts_.size() == 2 && parts_[0].first == 0 && parts_[0].last == start - 1 &&
           parts_[1].first == start + page && parts_[1].last == UINT64_MAX;
  }

 private:
  struct Part {
    std::uint64_t first, last;
  };
  std::vector<Part> parts_;
};

int set_ability(unsigned ability, bool denied) {
  switch (ability & identifier_mask) {
    case PROCMGR_AID_MEM_PHYS:
      if (!denied) provoke(MAPPROOF_PHYSICAL_RANGE_DENIED, false);
      return provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE, denied);
    case PROCMGR_AID_MEM_LOCK:
      return provoke(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, denied);
    case PROCMGR_AID_PROT_EXEC:
      return provoke(MAPPROOF_WITHOUT_EXEC_PRIVILEGE, denied);
    case PROCMGR_AID_IO:
      return provoke(MAPPROOF_WITHOUT_IO_PRIVILEGE, denied);
    default:
      return EINVAL;
  }
}

std::uint64_t used_address_space() {
  const mapproof::stub::System& system = mapproof::stub::system();
  std::size_t count = 0;
  system.table->mappings(system.session, nullptr, 0, &count);
  std::vector<mapproof_mapping> entries(count);
  system.table->mappings(system.session, entries.data(), entries.size(), &count);
  std::uint64_t used = 0;
  for (const mapproof_mapping& entry : entries) used += entry.length;
  return used;
}

}  // namespace

extern "C" {

int procmgr_ability(pid_t, unsigned ability, ...) {
  va_list more;
  va_start(more, ability);
  AllowedParts parts;
  int error = 0;
  for (; error == 0 && (ability & identifier_mask) != PROCMGR_AID_EOL; ability = va_arg(more, unsigned)) {
    if ((ability & PROCMGR_AOP_SUBRANGE) == 0) {
      error = set_ability(ability, (ability & PROCMGR_AOP_DENY) != 0);
      continue;
    }
    const std::uint64_t first = va_arg(more, std::uint64_t);
    parts.add(first, va_arg(more, std::uint64_t));
  }
  va_end(more);
  if (error != 0 || parts.empty()) return error;
  if (!parts.leave_out_the_last_page()) return EINVAL;
  provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE, false);
  return provoke(MAPPROOF_PHYSICAL_RANGE_DENIED, true);
}

int getrlimit(int, struct rlimit* limit) {
  *limit = {address_space, RLIM_INFINITY};
  return 0;
}

int setrlimit(int, const struct rlimit* limit) {
  address_space = limit->rlim_cur;
  const std::uint64_t used = used_address_space();
  const bool limited = address_space != RLIM_INFINITY;
  return provoke(MAPPROOF_ADDRESS_SPACE_FULL, limited, address_space > used ? address_space - used : 0) == 0 ? 0 : -1;
}

}  // extern "C"

// Opening a target: the window, the descriptors, and what this process may learn of frames.
// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <memory>
#include <string_view>

#include "linux/pages/lock_probe.hpp"
#include "linux/suite/arrange/facts.hpp"
#include "linux/targets/refusal.hpp"
#include "linux/targets/targets.hpp"

namespace mapproof::lnx {
namespace {

// Pages of this size from here on: where a mapping can begin and end, and what a lookup answers for.
void use_huge_pages(Machine& machine, std::size_t page) {
  machine.page = page;
  while ((std::size_t{1} << machine.page_shift) < page) ++machine.page_shift;
  machine.lowest_address = (machine.lowest_address + page - 1) / page * page;
  machine.highest_address = (machine.highest_address + 1) / page * page - 1;
}

// 0 if the windows are mapped in the machine's own pages.
std::size_t huge_page_of(const std::vector<NamedDevice>& devices) {
  for (const NamedDevice& named : devices) {
    if (named.device.huge_page == devices.front().device.huge_page) continue;
    throw Refusal(EINVAL, "target '" + named.target + "' has pages of another size than '" + devices.front().target +
                              "': use windows of one page size together.");
  }
  return devices.empty() ? 0 : devices.front().device.huge_page;
}

// Tries both kernel interfaces on a page of this function's own: "" if physical addresses can be learned.
std::string try_frames(mapproof_session& session, bool huge_pages) {
  if (huge_pages)
    return "this window is mapped in huge pages, while frame numbers count small ones: use a target of another kind";
  const std::size_t page = session.page();
  void* const memory = mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory == MAP_FAILED) return "there is no memory for a first look at the page map";
  const auto address = reinterpret_cast<std::uintptr_t>(memory);
  const bool readable = session.pagemap.descriptor() >= 0;
  const PagemapWord word = session.pagemap.word(session.page_of(address));
  const Lock lock = lock_of(address, page);
  munmap(memory, page);
  if (!readable)
    return "/proc/self/pagemap cannot be opened: mount /proc, and use a kernel with CONFIG_PROC_PAGE_MONITOR";
  if (word.frame() == 0) return "the kernel hides frame numbers from a process without CAP_SYS_ADMIN: run as root";
  if (lock != Lock::unlocked) return "this kernel does not tell what memory is locked (msync() with MS_INVALIDATE)";
  return "";
}

}  // namespace

mapproof_session* open_session(const mapproof_open_request& request, const Paths& paths) {
  const bool is_ddi = request.target == std::string_view(ddi_target);
  if (is_ddi) require_ddi();
  const char* const target = is_ddi ? "" : request.target;
  Machine machine = learn_machine();
  std::vector<NamedDevice> devices = find_devices(target, paths, machine);
  const std::size_t huge = huge_page_of(devices);
  if (huge != 0) use_huge_pages(machine, huge);
  auto session = std::make_unique<mapproof_session>(machine, paths, rules_of(request.profile));
  for (NamedDevice& named : devices) {
    session->windows.emplace_back(std::move(named.device));
    session->windows.back().open_and_try(named.target, request.allow_write != 0, session->page());
  }
  session->ports = find_ports(target, paths);
  if (session->ports) session->ports->may_write = request.allow_write != 0;
  const std::string hidden = try_frames(*session, huge != 0);
  session->knows_frames = hidden.empty();
  tell_facts(*session, hidden);
  return session.release();
}

}  // namespace mapproof::lnx

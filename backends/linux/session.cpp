// Opening a target: the window, the descriptors, and what this process may learn of frames.
// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "facts.hpp"
#include "lock_probe.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

bool starts_with(const std::string& text, const char* beginning) { return text.rfind(beginning, 0) == 0; }

std::optional<Device> find_device(const std::string& target, const Paths& paths, const Machine& machine) {
  if (target.empty() || target == "linux:") return std::nullopt;
  if (starts_with(target, "pci:")) return find_pci(target, paths);
  if (starts_with(target, "devmem:")) return find_devmem(target, paths, machine.highest_physical);
  throw Refusal(EINVAL, "target '" + target +
                            "' is of no kind that the linux backend knows: write pci:DDDD:BB:DD.F/BAR, "
                            "devmem:BASE+LENGTH, or nothing for the offset calls alone.");
}

[[noreturn]] void refuse_open(const std::string& target, const std::string& path, int error) {
  const std::string what = "target '" + target + "' cannot be opened (" + path.substr(path.rfind('/') + 1) + ": " +
                           std::strerror(error) + "): ";
  if (error == EACCES || error == EPERM) {
    throw Refusal(error, what + "run as root with CAP_SYS_RAWIO, on a kernel that is not locked down.");
  }
  throw Refusal(error, what + "see whether the device is still there.");
}

[[noreturn]] void refuse_probe(const std::string& target, int error) {
  const std::string what = "target '" + target + "' cannot be mapped (" + std::strerror(error) + "): ";
  if (error == EPERM) {
    throw Refusal(error,
                  what +
                      "the kernel protects this range (STRICT_DEVMEM: RAM or claimed by a driver, see /proc/iomem; "
                      "or lockdown); name a range that nothing claims.");
  }
  if (error == EINVAL) {
    throw Refusal(error,
                  what +
                      "the range is claimed exclusively by a driver (see /proc/iomem), is mapped with another memory "
                      "type, or lies above the physical limit.");
  }
  throw Refusal(error, what + "name a range that this device can map.");
}

// Maps one page and takes it away again, without touching it: tells now what would otherwise fail in every check.
void probe_page(const std::string& target, const mapproof_session& session, const MapSource& source,
                std::uint64_t physical) {
  const std::uint64_t start = physical & ~(std::uint64_t{session.page()} - 1);
  void* const memory = mmap(nullptr, session.page(), PROT_READ, MAP_SHARED, source.descriptor.number(),
                            static_cast<off_t>(start - source.physical));
  if (memory == MAP_FAILED) refuse_probe(target, errno);
  munmap(memory, session.page());
}

void open_source(const std::string& target, mapproof_session& session, const DeviceFile& file, MapSource& source) {
  source.descriptor = open_device_file(file, session.may_write);
  if (!source.descriptor) refuse_open(target, file.path, errno);
  source.physical = file.physical;
  probe_page(target, session, source, session.device->physical);
  probe_page(target, session, source, session.last_physical);
  source.file.store(source.descriptor.number());
}

void open_device(const std::string& target, mapproof_session& session) {
  session.last_physical = session.device->physical + (session.device->length - 1);
  open_source(target, session, session.device->with_nocache, session.with_nocache);
  open_source(target, session, session.device->without_nocache, session.without_nocache);
  struct stat status {};
  const bool regular = fstat(session.with_nocache.descriptor.number(), &status) == 0 && S_ISREG(status.st_mode);
  session.stands_in = regular && !starts_with(session.device->with_nocache.path, "/sys/");
}

// Tries both kernel interfaces on a page of this function's own: "" if physical addresses can be learned.
std::string try_frames(mapproof_session& session) {
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
  if (lock != Lock::unlocked) return "this kernel cannot tell locked memory (MADV_COLD): use Linux 5.4 or later";
  return "";
}

}  // namespace

mapproof_session* open_session(const mapproof_open_request& request, const Paths& paths) {
  const std::string target = request.target;
  const Machine machine = learn_machine();
  std::optional<Device> device = find_device(target, paths, machine);
  auto session = std::make_unique<mapproof_session>(machine, paths);
  session->may_write = request.allow_write != 0;
  session->device = std::move(device);
  if (session->device) open_device(target, *session);
  const std::string hidden = try_frames(*session);
  session->knows_frames = hidden.empty();
  tell_facts(*session, hidden);
  return session.release();
}

}  // namespace mapproof::lnx

// Opens the files through which Linux maps a window.
// SPDX-License-Identifier: Apache-2.0
#include "window.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>

#include "pci_bar.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

[[noreturn]] void refuse_open(const std::string& target, const Device& device, const std::string& path, int error) {
  const std::string what = "target '" + target + "' cannot be opened (" + path.substr(path.rfind('/') + 1) + ": " +
                           std::strerror(error) + "): ";
  if (device.is_file) throw Refusal(error, what + "name a file that this user may read.");
  if (error == EACCES || error == EPERM) {
    throw Refusal(error, what + "run as root with CAP_SYS_RAWIO, on a kernel that is not locked down.");
  }
  throw Refusal(error, what + "see whether the device is still there.");
}

[[noreturn]] void refuse_probe(const std::string& target, const Device& device, int error) {
  const std::string what = "target '" + target + "' cannot be mapped (" + std::strerror(error) + "): ";
  if (device.is_file) throw Refusal(error, what + "name a file or a device that offers this range to mmap().");
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

// Maps from the begin of the file's part to the end of this page and takes it away again, without touching it.
void try_page(const std::string& target, const Window& window, bool nocache, std::uint64_t physical, std::size_t page) {
  const DeviceFile& file = window.file(nocache);
  const std::uint64_t start = physical & ~(std::uint64_t{page} - 1);
  const std::uint64_t before = file.only_from_start ? start - file.physical : 0;
  void* const memory = mmap(nullptr, before + page, PROT_READ, MAP_SHARED, window.opened(nocache),
                            static_cast<off_t>(file.offset_of(start - before)));
  if (memory == MAP_FAILED) refuse_probe(target, window.device(), errno);
  munmap(memory, before + page);
}

bool forbidden(int error) { return error == EACCES || error == EPERM || error == EROFS; }

}  // namespace

Window::Window(Device found) : device_(std::move(found)) {
  // What VFIO has opened cannot be opened again by a path.
  if (!device_.opened) return;
  mark_own(device_.opened->device.number());
  files_[0].keep(device_.opened->device.number());
}

Window::~Window() {
  if (device_.opened) {
    if (files_[0].checked() < 0) device_.opened->forget();
    return;
  }
  for (KeptDescriptor& file : files_) file.close();
}

bool Window::one_file() const {
  return device_.without_nocache.path == device_.with_nocache.path &&
         device_.without_nocache.flags == device_.with_nocache.flags;
}

// Maps a page, to see how the kernel lists it: where a bus was scanned again, the file of that name may by now be that
// of another physical range. (A file that stands in for a device is listed with its own offset.)
bool Window::learn_how_it_is_shown(bool nocache, int number) {
  const DeviceFile& wanted = file(nocache);
  if (!device_.is_file && !wanted.shows_physical) return true;
  const std::size_t page = device_.huge_page != 0 ? device_.huge_page : static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* const memory = mmap(nullptr, page, PROT_READ, MAP_SHARED, number, static_cast<off_t>(wanted.position));
  if (memory == MAP_FAILED) return true;  // who maps it will be told
  MapsLine line;
  const bool seen = mapping_at(reinterpret_cast<std::uintptr_t>(memory), line);
  munmap(memory, page);
  if (!seen) return true;
  if (device_.is_file) files_[slot(nocache)].show_as(line);
  return device_.is_file || line.offset == wanted.physical || line.offset == wanted.position;
}

// Asked once in each tick of the kernel's clock: reading that costs no system call.
bool Window::is_held() {
  if (device_.driver_link.empty()) return device_.held;
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  const std::int64_t tick = std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
  if (asked_at_.load(std::memory_order_acquire) == tick) return is_driven_.load(std::memory_order_relaxed);
  const bool driven = is_driven(device_.driver_link.c_str());
  is_driven_.store(driven, std::memory_order_relaxed);
  asked_at_.store(tick, std::memory_order_release);
  return driven;
}

int Window::descriptor(bool nocache) {
  KeptDescriptor& kept = files_[slot(nocache)];
  const int known = kept.checked();
  if (known >= 0) return known;
  if (device_.opened) return errno = ENXIO, -1;
  if (!device_.config.empty() && !decodes_memory(device_.config.c_str())) return errno = ENXIO, -1;
  const int fresh = open_device_file(file(nocache), may_write_);
  if (fresh < 0 || !kept.keep(fresh)) return -1;
  if (learn_how_it_is_shown(nocache, kept.number())) return kept.number();
  kept.close();
  return errno = ENXIO, -1;
}

void Window::open_one(const std::string& target, bool nocache, std::size_t page) {
  // A file of the user's own says by its mode what may be done with it; a device must be had whole.
  if (descriptor(nocache) < 0 && device_.is_file && may_write_ && forbidden(errno)) {
    may_write_ = false;
    descriptor(nocache);
  }
  if (opened(nocache) < 0) refuse_open(target, device_, file(nocache).path, errno);
  try_page(target, *this, nocache, device_.physical, page);
  try_page(target, *this, nocache, last(), page);
}

void Window::open_and_try(const std::string& target, bool allow_write, std::size_t page) {
  may_write_ = allow_write;
  open_one(target, true, page);
  if (!one_file()) open_one(target, false, page);
}

}  // namespace mapproof::lnx

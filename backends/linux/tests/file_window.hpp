// A session on a file that plays a device of sixteen pages.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string>

#include "linux/io/descriptor.hpp"
#include "linux_fixture.hpp"

namespace mapproof::lnx {

class FileWindowTest : public LinuxTest {
 protected:
  static constexpr std::uint64_t base = 0x7e00000000;
  static constexpr std::size_t page_count = 16;

  FileWindowTest() : file_(memfd_create("file_window", MFD_CLOEXEC)) {
    if (ftruncate(file(), static_cast<off_t>(page_count * 4096)) != 0) throw std::runtime_error("no file");
    open("file:" + path() + "@0x7e00000000+0x10000", true);
  }

  int file() const { return file_.number(); }
  std::string path() const { return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(file()); }
  bool hidden() const { return facts().no_offset != nullptr; }
  /// The errno about an address at which nothing is mapped.
  int gone() const { return hidden() ? EPERM : EACCES; }

  /// Pages of the window, anywhere or in place of what is at `at`.
  char* map_pages(std::size_t first, std::size_t count, char* at = nullptr) const {
    const std::uint32_t flags = at != nullptr ? MAPPROOF_MAP_FIXED : 0u;
    const mapproof_map_request request{
        at, count * page(), base + first * page(), MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, flags, 0, 0};
    const mapproof_address_outcome outcome = table().mmap_device_memory(handle(), &request);
    EXPECT_EQ(outcome.error, 0);
    return static_cast<char*>(outcome.value);
  }
  /// Linux's own call, behind the backend's back.
  void map_file_at(char* at, std::size_t first) const {
    EXPECT_EQ(mmap(at, page(), PROT_READ, MAP_SHARED | MAP_FIXED, file(), static_cast<off_t>(first * page())), at);
  }
  std::uint64_t physical_of_lookup(const char* address) const {
    const Lookup found = look_up64(address, 1);
    EXPECT_EQ(found.error, 0);
    return static_cast<std::uint64_t>(found.offset);
  }

 private:
  Descriptor file_;
};

}  // namespace mapproof::lnx

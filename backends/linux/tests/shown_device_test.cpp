// Some file systems list a mapping with another device than their files have: overlayfs here, btrfs elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "file_window.hpp"
#include "linux/io/capability.hpp"
#include "linux/io/text_file.hpp"

namespace mapproof::lnx {
namespace {

class ShownDeviceTest : public FileWindowTest {
 protected:
  // In a mount namespace of a child's own: an overlay whose upper layer is a tmpfs, and a window in it.
  static bool make_overlay(const std::string& folder) {
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
    if (mount("none", folder.c_str(), "tmpfs", 0, nullptr) != 0) return false;
    for (const char* name : {"/upper", "/work", "/all"}) std::filesystem::create_directory(folder + name);
    const std::string options = "lowerdir=/etc,upperdir=" + folder + "/upper,workdir=" + folder + "/work";
    if (mount("overlay", (folder + "/all").c_str(), "overlay", 0, options.c_str()) != 0) return false;
    const Descriptor window(::open((folder + "/all/window").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    return ftruncate(window.number(), page_count * 4096) == 0;
  }

  int wrong_answers(const std::string& window) {
    open("file:" + window + "@0x7e00000000+0x10000", true);
    const char* const mapped = map_pages(3, 1);
    int wrong = static_cast<int>(physical_of_lookup(mapped) != base + 3 * page());
    lock(mapped, page());
    wrong += static_cast<int>(physical_of_lookup(mapped) != base + 3 * page());
    return wrong + static_cast<int>(witness(mapped) != base + 3 * page());
  }
};

TEST_F(ShownDeviceTest, WindowOnAnOverlayIsAWindow) {
  constexpr int no_right = 99;
  char folder[] = "/tmp/mapproof-overlay-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);

  const int wrong = failures_in_child(
      [&] { return make_overlay(folder) ? wrong_answers(std::string(folder) + "/all/window") : no_right; });

  const bool offered = read_text("/proc/filesystems").find("overlay") != std::string::npos;
  EXPECT_EQ(wrong, offered && has_capability(CAP_SYS_ADMIN) ? 0 : no_right);
  rmdir(folder);
}

}  // namespace
}  // namespace mapproof::lnx

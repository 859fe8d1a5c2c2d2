// file: targets: which are opened, what their windows say, and the sentence for each that is not.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "linux/io/descriptor.hpp"
#include "linux/io/text_file.hpp"
#include "linux_fixture.hpp"

namespace mapproof::lnx {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t base = 0x7e00000000;
constexpr std::uint32_t read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;

class FileTargetTest : public LinuxTest {
 protected:
  FileTargetTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "mapproof-file-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    make("window", 4 * 4096);
  }
  ~FileTargetTest() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  void make(const std::string& name, std::uintmax_t length) const {
    std::ofstream(path(name)).flush();
    std::filesystem::resize_file(path(name), length);
  }
  Paths paths() const {
    Paths paths;
    paths.iomem = path("iomem");
    return paths;
  }
  std::string at(const std::string& name, std::uint64_t first, std::uint64_t length) const {
    return "file:" + path(name) + "@" + hexadecimal(first) + "+" + hexadecimal(length);
  }
  std::string refusal(const std::string& target, int error) { return refusal_of(target, error, paths()); }
  mapproof_address_outcome map(std::uint64_t physical, std::size_t length, std::uint32_t protection) const {
    const mapproof_map_request request{nullptr, length, physical, protection, 0, 0, 0};
    return table().mmap_device_memory(handle(), &request);
  }

 private:
  std::string folder_;
};

TEST_F(FileTargetTest, RegularFileIsCachedMemoryAtItsDeclaredPlace) {
  open(at("window", base, 4 * 4096), true);

  ASSERT_EQ(facts().window_count, 1u);
  const mapproof_window& window = facts().windows[0];
  EXPECT_EQ(window.physical, base);
  EXPECT_EQ(window.length, 4u * 4096);
  EXPECT_EQ(window.protection, read_write);
  EXPECT_EQ(window.is_memory, 1u);
  EXPECT_EQ(window.with_nocache, MAPPROOF_CACHED);
}

TEST_F(FileTargetTest, BytesAreWhereTheFileHasThem) {
  open(at("window", base + 0x880, 0x1000), true);

  const mapproof_address_outcome mapped = map(base + 0x884, 4, read_write);
  ASSERT_EQ(mapped.error, 0);
  *static_cast<char*>(mapped.value) = 'x';

  EXPECT_EQ(read_text(path("window"))[0x884], 'x');
  EXPECT_EQ(witness(mapped.value), base + 0x884);
}

TEST_F(FileTargetTest, UserSaysWhatKindOfThingItIs) {
  open(at("window", base, 4096) + ":registers");
  EXPECT_EQ(facts().windows[0].is_memory, 0u);
  open(at("window", base, 4096) + ":memory");
  EXPECT_EQ(facts().windows[0].is_memory, 1u);
}

TEST_F(FileTargetTest, FileThatMayOnlyBeReadIsAReadOnlyWindow) {
  // A write seal binds root too, which a file's mode does not.
  const Descriptor sealed(memfd_create("sealed", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  ASSERT_EQ(ftruncate(sealed.number(), 4096), 0);
  const std::string target =
      "file:/proc/self/fd/" + std::to_string(sealed.number()) + "@" + hexadecimal(base) + "+4096";
  ASSERT_EQ(fcntl(sealed.number(), F_ADD_SEALS, F_SEAL_WRITE), 0);

  open(target, true);

  EXPECT_EQ(map(base, 1, MAPPROOF_PROT_READ).error, 0);
  EXPECT_EQ(map(base, 1, read_write).error, EPERM);
}

TEST_F(FileTargetTest, ListGivesSeveralWindows) {
  make("other,file", 4096);
  open(at("window", base, 4096) + "," + at("other,file", base + 0x10000, 0x800), true);

  ASSERT_EQ(facts().window_count, 2u);
  const mapproof_address_outcome mapped = map(base + 0x10010, 8, read_write);
  ASSERT_EQ(mapped.error, 0);
  EXPECT_EQ(look_up64(mapped.value, 8).offset, static_cast<std::int64_t>(base + 0x10010));
  EXPECT_EQ(map(base + 0x800, 0x10000, MAPPROOF_PROT_READ).error, ENXIO);
}

TEST_F(FileTargetTest, WindowsThatShareAPageAreRefused) {
  EXPECT_THAT(refusal(at("window", base, 4096) + "," + at("window", base + 0xfff, 4096), EADDRINUSE),
              HasSubstr("overlaps"));
}

TEST_F(FileTargetTest, MalformedTargets) {
  for (const char* rest : {"", "/x", "/x@", "/x@0x1000", "/x@0x1000+0", "/x@+1", "@0x1000+1", "/x@0x1000+1:ram"}) {
    EXPECT_THAT(refusal("file:" + std::string(rest), EINVAL), HasSubstr("malformed")) << rest;
  }
}

TEST_F(FileTargetTest, AddressesThatNoMachineHas) {
  EXPECT_THAT(refusal(at("window", UINT64_MAX - 4095, 4096), ENXIO), HasSubstr("last physical address"));
  EXPECT_THAT(refusal(at("window", UINT64_MAX - 4095, 8192), ENXIO), HasSubstr("last physical address"));
}

TEST_F(FileTargetTest, AddressesOfTheMachinesOwnMemory) {
  std::ofstream(path("iomem")) << "00000000-00000fff : Reserved\n00100000-7e0000ffff : System RAM\n"
                                  "  01000000-01ffffff : Kernel code\n";
  EXPECT_THAT(refusal(at("window", base + 0xf000, 4096), EADDRINUSE), HasSubstr("RAM"));
  EXPECT_NO_THROW(open(at("window", base + 0x10000, 4096), true, paths()));

  open(at("window", base + 0xf000, 4096) + ":shadow", true, paths());
  EXPECT_EQ(facts().windows[0].physical, base + 0xf000);
  EXPECT_EQ(note("file.shadow"), "yes: its addresses may be those of RAM too");
  EXPECT_NO_THROW(open(at("window", base + 0xf000, 4096) + ":registers:shadow", true, paths()));
}

TEST_F(FileTargetTest, FilesThatHaveNoSuchBytes) {
  EXPECT_THAT(refusal(at("window", base, 4 * 4096 + 1), ENXIO), HasSubstr("lengthen the file to 16385"));
  EXPECT_THAT(refusal(at("absent", base, 4096), ENOENT), HasSubstr("name a file that exists"));
  EXPECT_THAT(refusal("file:/@0x7e00000000+4096", ENODEV), HasSubstr("regular file or a character device"));
  EXPECT_THAT(refusal("file:/dev/full@0x7e00000000+4096", ENODEV), HasSubstr("cannot be mapped"));
}

}  // namespace
}  // namespace mapproof::lnx

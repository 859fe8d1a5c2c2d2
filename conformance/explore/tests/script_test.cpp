// A sequence survives being written down.
// SPDX-License-Identifier: Apache-2.0
#include "explore/language/script.hpp"

#include <gmock/gmock.h>

#include "explore/draw/generator.hpp"
#include "host/cannot_run.hpp"

namespace mapproof::explore {
namespace {

using testing::HasSubstr;

TEST(ScriptTest, CallsReadLikeCalls) {
  const Sequence sequence = parse_script(
      "# a comment\n"
      "p0 = mmap_device_memory(NULL, 2*page + 1, READ|WRITE, FIXED|PRIVATE, window1 + 3*page + 8)\n"
      "\n"
      "during mapping_table_full: munmap_device_memory(p0 + page, page)\n"
      "mem_offset64(p0, NOFD, -1, NULL, &contig_len)\n");

  ASSERT_EQ(sequence.size(), 3u);
  EXPECT_EQ(sequence[0].physical.index, 1u);
  EXPECT_EQ(sequence[0].length.bytes, 1);
  EXPECT_EQ(sequence[1].situation, static_cast<std::uint32_t>(MAPPROOF_MAPPING_TABLE_FULL));
  EXPECT_FALSE(sequence[2].wants_offset);
  EXPECT_EQ(sequence[2].length.bytes, -1);
}

TEST(ScriptTest, OrdinaryMappingNamesItsDescriptorAndItsOffset) {
  const Sequence sequence = parse_script("p0 = mmap(p1, page, READ, SHARED|FIXED|PHYS|ANON, file_ro, 3*page)\n");

  ASSERT_EQ(sequence.size(), 1u);
  EXPECT_EQ(sequence[0].call, Call::ordinary_map);
  EXPECT_EQ(sequence[0].object, Object::file_read_only);
  EXPECT_EQ(sequence[0].physical.pages, 3);
  EXPECT_EQ(sequence[0].flags, static_cast<std::uint32_t>(MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED | MAPPROOF_MAP_PHYS |
                                                          MAPPROOF_MAP_ANON));
}

TEST(ScriptTest, DeviceIoReadsLikeCalls) {
  const Sequence sequence = parse_script(
      "during without_io_privilege: ThreadCtl(0x1)\n"
      "p0 = mmap_device_io(io_end - 1, 1)\n"
      "out(p0 + 2, 4, 0xff)\n"
      "munmap_device_io(p0, 8)\n");

  ASSERT_EQ(sequence.size(), 4u);
  EXPECT_EQ(sequence[0].value, 1u);
  EXPECT_EQ(sequence[1].physical.base, Operand::Base::io_end);
  EXPECT_EQ(sequence[2].length.bytes, 4);
  EXPECT_EQ(sequence[2].value, 0xffu);
  EXPECT_EQ(sequence[3].call, Call::io_unmap);
}

TEST(ScriptTest, UnknownDescriptorIsNoCall) {
  EXPECT_THROW(parse_script("mmap(NULL, page, READ, SHARED, 7, 0)"), CannotRun);
}

TEST(ScriptTest, WhatIsWrittenReadsTheSame) {
  mapproof_window window{};
  window.name = "w";
  window.length = 1 << 20;
  Capabilities capabilities;
  capabilities.windows = {window, window};
  capabilities.memory_kinds = ~0u;
  capabilities.invalid_flags = 0xf0000000u;
  capabilities.invalid_protection = 0x10000u;
  capabilities.pool_count = 3;
  capabilities.has_places = true;
  capabilities.has_physical_end = capabilities.has_lookups = capabilities.has_situations = true;
  for (std::uint64_t number = 0; number < 200; ++number) {
    const std::string text = to_text(make_sequence(capabilities, 5, number, 40));
    ASSERT_EQ(to_text(parse_script(text)), text);
  }
}

TEST(ScriptTest, CallsAboutTypedMemoryReadLikeCalls) {
  const Sequence sequence = parse_script(
      "during typed_read_only: d0 = posix_typed_mem_open(pool0|end1, READ|WRITE, ALLOCATE|0x40000000, NOCTTY)\n"
      "p1 = mmap_typed(NULL, left_of_d0 + page, READ, SHARED, d0, pool_end2 - page)\n"
      "posix_mem_offset64(p1 + 8, page, NULL, &contig_len, &fildes)\n"
      "posix_typed_mem_get_info(NOFD)\n"
      "posix_typed_mem_get_info(pipe)\n"
      "file_operation(d0, SEEK)\n"
      "close(d0)\n");

  ASSERT_EQ(sequence.size(), 7u);
  EXPECT_EQ(sequence[0].name, "pool0|end1");
  EXPECT_EQ(sequence[0].raw_flags, 0x40000000u);
  EXPECT_EQ(sequence[1].length.base, Operand::Base::left);
  EXPECT_EQ(sequence[1].physical.index, 2u);
  EXPECT_FALSE(sequence[2].wants_offset);
  EXPECT_EQ(sequence[3].descriptor.bytes, MAPPROOF_NOFD);
  EXPECT_EQ(sequence[5].operation, static_cast<std::uint32_t>(MAPPROOF_FILE_SEEK));
  EXPECT_EQ(sequence[6].descriptor.base, Operand::Base::descriptor);
}

TEST(ScriptTest, WordOfNoObjectIsNoCall) {
  EXPECT_THROW(parse_script("d0 = posix_typed_mem_open(memory, READ, ALLOCATE, 0)\n"), CannotRun);
}

TEST(ScriptTest, LineThatIsNoCallIsNamed) {
  try {
    parse_script("munmap(arena, page)\nmunmap(arena)\n");
    FAIL() << "it was accepted";
  } catch (const CannotRun& refusal) {
    EXPECT_THAT(refusal.what(), HasSubstr("line 2"));
  }
}

}  // namespace
}  // namespace mapproof::explore

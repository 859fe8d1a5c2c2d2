// A Mapping unmaps its range exactly once.
// SPDX-License-Identifier: Apache-2.0
#include "host/mapping.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace mapproof {
namespace {

std::vector<void*> unmapped;

mapproof_status_outcome record_unmap(mapproof_session*, const mapproof_unmap_request* request) {
  unmapped.push_back(request->address);
  return {0, 0};
}

class MappingTest : public testing::Test {
 protected:
  void SetUp() override {
    unmapped.clear();
    table.munmap_device_memory = record_unmap;
  }
  Mapping make(std::size_t at) { return Mapping(table, nullptr, bytes + at, 16); }

  mapproof_backend table{};
  alignas(8) char bytes[64] = {};
};

TEST_F(MappingTest, UnmapsOnceAtTheEndOfItsScope) {
  { const Mapping mapping = make(0); }

  EXPECT_EQ(unmapped, std::vector<void*>{bytes});
}

TEST_F(MappingTest, MovedFromOwnsNothing) {
  {
    Mapping first = make(0);
    const Mapping second = std::move(first);
  }
  EXPECT_EQ(unmapped, std::vector<void*>{bytes});
}

TEST_F(MappingTest, AssignmentUnmapsWhatWasThere) {
  {
    Mapping mapping = make(0);
    mapping = make(16);
    EXPECT_EQ(unmapped, std::vector<void*>{bytes});
  }
  EXPECT_EQ(unmapped, (std::vector<void*>{bytes, bytes + 16}));
}

TEST_F(MappingTest, ReleasedMappingStays) {
  {
    Mapping mapping = make(0);
    EXPECT_EQ(mapping.release(), bytes);
  }
  EXPECT_TRUE(unmapped.empty());
}

TEST_F(MappingTest, SubjectWithoutUnmapIsLeftAlone) {
  table.munmap_device_memory = nullptr;
  { const Mapping mapping = make(0); }

  EXPECT_TRUE(unmapped.empty());
}

TEST_F(MappingTest, LoadsAndStoresTouchTheMemory) {
  const Mapping mapping = make(8);

  mapping.store<std::uint32_t>(4, 0x01020304);

  EXPECT_EQ(mapping.load<std::uint32_t>(4), 0x01020304u);
  EXPECT_EQ(*reinterpret_cast<std::uint32_t*>(bytes + 12), 0x01020304u);
  EXPECT_EQ(mapping.number() + 4, reinterpret_cast<std::uintptr_t>(mapping.at(4)));
}

}  // namespace
}  // namespace mapproof

// Opening targets, the facts that they state, and memory of each kind.
// SPDX-License-Identifier: Apache-2.0
#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

class SessionTest : public ModelTest {
 protected:
  std::string refusal(const char* target) const {
    const mapproof_open_request request{sizeof request, 0, target, "qnx-7.1"};
    const mapproof_open_outcome outcome = table->open(&request);
    if (outcome.session != nullptr) table->close(outcome.session);
    EXPECT_EQ(outcome.session == nullptr, outcome.error != 0);
    return outcome.message;
  }
};

TEST_F(SessionTest, StandardSceneKeepsItsPromises) {
  EXPECT_EQ(facts->offset_bits, 32u);
  EXPECT_EQ(facts->node_count, 2u);
  EXPECT_EQ(facts->window_count, 5u);
  EXPECT_EQ(facts->highest_physical, (UINT64_C(1) << 48) - 1);
  EXPECT_EQ(window("low").physical & 0xffffffff, window("high").physical & 0xffffffff);
  EXPECT_NE(window("odd").physical % page, 0u);
  EXPECT_NE(window("odd").length % page, 0u);
  EXPECT_EQ(window("readonly").protection & MAPPROOF_PROT_WRITE, 0u);
}

TEST_F(SessionTest, AddressSpaceIsThatOfTheProcess) {
  const int local = 0;
  const auto here = reinterpret_cast<std::uintptr_t>(&local);
  EXPECT_LT(facts->lowest_address, reinterpret_cast<std::uintptr_t>(mapped(low(), page)));
  EXPECT_GT(facts->highest_address, here);
  EXPECT_EQ(facts->lowest_address % page, 0u);
  EXPECT_EQ((facts->highest_address + 1) % page, 0u);
}

TEST_F(SessionTest, TargetsAreScenesWithOptions) {
  EXPECT_EQ(refusal(""), "");
  EXPECT_EQ(refusal("model:"), "");
  EXPECT_EQ(refusal("model:,nodes=8"), "");
  open("model:numa4");
  EXPECT_EQ(facts->node_count, 4u);
  EXPECT_EQ(facts->windows[3].node, 3);
  open("model:standard,nodes=1,offset_bits=64");
  EXPECT_EQ(facts->node_count, 1u);
  EXPECT_EQ(facts->offset_bits, 64u);
  open("model:standard,address_space=0x2000");
  EXPECT_EQ(map_error({.length = 3 * page, .physical = low()}), ENOMEM);
  open("model:standard,mappings=0");
  EXPECT_EQ(map_error({.length = page, .physical = low()}), ENOMEM);
  open("model:standard,without_privilege=1");
  EXPECT_EQ(map_error({.length = page, .physical = low()}), EPERM);
  EXPECT_EQ(lock(memory(MAPPROOF_MEMORY_SHARED, page), page), EPERM);
}

TEST_F(SessionTest, BadTargetsAreNamedInOneSentence) {
  EXPECT_EQ(refusal("model:moon"), "the model has no scene 'moon': use one of standard, wide, numa4.");
  EXPECT_EQ(refusal("pci:0000:00:04.0/2"),
            "the model cannot open target 'pci:0000:00:04.0/2': give model:SCENE or model:SCENE,key=value.");
  EXPECT_EQ(refusal("model:wide,colour=1"),
            "the model has no option 'colour': use one of nodes, offset_bits, page, without_privilege, "
            "memory_mapped_io, address_space, mappings, lock_limit.");
  EXPECT_EQ(refusal("model:wide,nodes=9"), "the model's option 'nodes' cannot be '9': give 1 to 8.");
  EXPECT_EQ(refusal("model:wide,offset_bits=33"), "the model's option 'offset_bits' cannot be '33': give 32 or 64.");
  EXPECT_EQ(refusal("model:wide,page=5000"),
            "the model's option 'page' cannot be '5000': give a power of two, from the system's own page to 65536.");
  EXPECT_EQ(refusal("model:wide,without_privilege=yes"),
            "the model's option 'without_privilege' cannot be 'yes': give 0 or 1.");
  EXPECT_EQ(refusal("model:wide,mappings"), "the model's option 'mappings' cannot be '': give a number of mappings.");
}

TEST_F(SessionTest, LargerPagesAreKeptByEveryMapping) {
  open("model:standard,page=65536");

  EXPECT_EQ(page, 65536u);
  for (int i = 0; i < 8; ++i) EXPECT_EQ(reinterpret_cast<std::uintptr_t>(mapped(low(), 1)) % page, 0u);
  EXPECT_EQ(physical_of(memory(MAPPROOF_MEMORY_FRAGMENTED, 2 * page)) % page, 0u);
}

TEST_F(SessionTest, EachKindOfMemoryIsWhatItsNameSays) {
  char* const below = memory(MAPPROOF_MEMORY_BELOW_2G, 4 * page);
  char* const middle = memory(MAPPROOF_MEMORY_2G_TO_4G, 4 * page);
  char* const above = memory(MAPPROOF_MEMORY_ABOVE_4G, 4 * page);
  char* const straddling = memory(MAPPROOF_MEMORY_STRADDLES_2G, 2 * page);

  EXPECT_LT(physical_of(below) + 4 * page, UINT64_C(0x80000001));
  EXPECT_GE(physical_of(middle), UINT64_C(0x80000000));
  EXPECT_LT(physical_of(middle + 3 * page), UINT64_C(0x100000000));
  EXPECT_GE(physical_of(above), UINT64_C(0x100000000));
  EXPECT_EQ(physical_of(straddling) + page, UINT64_C(0x80000000));
  EXPECT_EQ(physical_of(straddling + page), UINT64_C(0x80000000));
  for (std::uint32_t kind = 0; kind <= MAPPROOF_MEMORY_COPY; ++kind) EXPECT_NE(facts->memory_kinds >> kind & 1u, 0u);
}

TEST_F(SessionTest, FragmentedMemoryHasNoTwoNeighbours) {
  char* const bytes = memory(MAPPROOF_MEMORY_FRAGMENTED, 256 * page);

  for (std::size_t i = 1; i < 256; ++i) {
    EXPECT_NE(physical_of(bytes + (i - 1) * page) + page, physical_of(bytes + i * page));
  }
}

TEST_F(SessionTest, MemoryComesFromTheNodeAskedFor) {
  const std::uint64_t zero = physical_of(memory(MAPPROOF_MEMORY_ABOVE_4G, page, 0));
  const std::uint64_t one = physical_of(memory(MAPPROOF_MEMORY_ABOVE_4G, page, 1));

  EXPECT_NE(zero >> 30, one >> 30);
}

TEST_F(SessionTest, BadMemoryRequestsAreRefusedWithAReason) {
  const auto refuses = [&](std::uint32_t kind, std::int32_t node, std::size_t length) {
    const mapproof_memory_request request{kind, node, length};
    void* address = nullptr;
    const mapproof_arrange_outcome outcome = table->memory_acquire(session, &request, &address);
    EXPECT_TRUE(outcome.error == 0 || outcome.reason != nullptr);
    return outcome.error;
  };

  EXPECT_EQ(refuses(99, -1, page), ENOTSUP);
  EXPECT_EQ(refuses(MAPPROOF_MEMORY_SHARED, 2, page), EINVAL);
  EXPECT_EQ(refuses(MAPPROOF_MEMORY_SHARED, -1, 0), EINVAL);
  EXPECT_EQ(refuses(MAPPROOF_MEMORY_SHARED, -1, page + 1), EINVAL);
  EXPECT_EQ(refuses(MAPPROOF_MEMORY_STRADDLES_2G, -1, page), EINVAL);
  EXPECT_EQ(refuses(MAPPROOF_MEMORY_CONTIGUOUS, -1, std::size_t{1} << 40), ENOMEM);
  memory(MAPPROOF_MEMORY_STRADDLES_2G, 2 * page);
  EXPECT_EQ(refuses(MAPPROOF_MEMORY_STRADDLES_2G, -1, 2 * page), ENOMEM);
}

TEST_F(SessionTest, UnknownSituationIsNotSupported) {
  const mapproof_provoke_request request{77, 1, 0};

  EXPECT_EQ(table->provoke(session, &request).error, ENOTSUP);
}

TEST_F(SessionTest, ClosingUnmapsEverything) {
  char* const bytes = mapped(low(), page);
  table->close(session);
  session = nullptr;

  EXPECT_EQ(signal_of([=] { (void)*static_cast<volatile char*>(bytes); }), SIGSEGV);
}

}  // namespace
}  // namespace mapproof::model_tests

// Driver source in the style of each era, compiled as it stands, attached to the framework and mapped.
// SPDX-License-Identifier: Apache-2.0
#include "ddi/kernel/driver_source.h"

#include <gmock/gmock.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstddef>
#include <list>

#include "ddi/kernel/kernel.h"
#include "framework_fixture.hpp"

extern "C" {
int panel_load(void);
int traceopen(unsigned long* device, int flags, int type, void* cred);
int traceclose(unsigned long device, int flags, int type, void* cred);
int tracemmap(unsigned long device, long offset, int protection);
int boardmmap(unsigned long device, long offset, int protection);
extern unsigned long board_base;
extern long board_length;
int copyout(char* from, char* to, std::size_t count);
void* kmem_alloc(std::size_t size, int flag);
}

namespace mapproof::ddi {
namespace {

constexpr std::uint32_t reading = MAPPROOF_PROT_READ | MAPPROOF_PROT_USER;
constexpr std::uint32_t drawing = reading | MAPPROOF_PROT_WRITE;

class DriverSourceTest : public FrameworkTest {
 protected:
  DriverSourceTest() {
    table_.kernel_memory = FrameworkCalls<Framework, framework_of>::kernel_memory;
    mapproof_ddi_boot(&table_, &session_);
  }

  int attach_driver() { return framework().attach(&driver_).value; }
  /// Maps a page through a driver that answers with its id.
  mapproof_address_outcome show(mapproof_page_id id) {
    ProbeBehaviour behaviour;
    behaviour.answer = [id](const ProbeCall&) { return id; };
    probes_.emplace_back(table_, &session_, behaviour);
    return map(open(attach(probes_.back())), 0, page_);
  }

  /// The id of the second page of memory that is allocated now.
  mapproof_page_id page_of_new_memory() {
    mapproof_page_id_request request{};
    request.source = MAPPROOF_KVTOPPID;
    request.address = static_cast<std::byte*>(kmem_alloc(4 * page_, 0)) + page_;
    return framework().page_id(request);
  }

  mapproof_driver driver_{};
  std::list<ProbeDriver> probes_;
};

TEST_F(DriverSourceTest, Ddi8DriverDeclaresItselfByDrvinfo) {
  ASSERT_EQ(mapproof_load_driver(panel_load, &driver_), 0);

  EXPECT_EQ(driver_.ddi_version, 80u);
  EXPECT_EQ(driver_.channel_count, 2u);
  EXPECT_NE(driver_.config_modify, nullptr) << "D_HOT";
  EXPECT_EQ(framework().detach(attach_driver()).error, 0);
}

TEST_F(DriverSourceTest, LoadThatRegistersNothingIsRefused) {
  EXPECT_EQ(mapproof_load_driver([] { return 0; }, &driver_), EINVAL);
  EXPECT_EQ(mapproof_load_driver([] { return ENOMEM; }, &driver_), ENOMEM);
}

TEST_F(DriverSourceTest, Ddi8DriverNamesThePagesOfItsDevice) {
  ASSERT_EQ(mapproof_load_driver(panel_load, &driver_), 0);
  void* instance = nullptr;
  const ProbeDriver owner(table_, &session_);
  attach(owner);
  ASSERT_EQ(driver_.config_add(&driver_, owner.key(), &instance), 0);
  const auto ask = [&](std::uint32_t channel, std::size_t offset, std::uint32_t protection) {
    return driver_.mmap(&driver_, instance, channel, offset, protection);
  };

  EXPECT_EQ(ask(0, page_, drawing), owner.page_at(page_));
  EXPECT_EQ(ask(1, page_, reading), owner.page_at(page_));
  EXPECT_EQ(ask(1, page_, drawing), MAPPROOF_NOPAGE) << "channel 1 is for looking";
  EXPECT_EQ(ask(0, 32 * page_, drawing), MAPPROOF_NOPAGE) << "the end";
  EXPECT_EQ(driver_.config_remove(&driver_, instance), 0);
}

TEST_F(DriverSourceTest, Ddi8DriverUsesTheKeyOfAChange) {
  ASSERT_EQ(mapproof_load_driver(panel_load, &driver_), 0);
  void* instance = nullptr;
  const ProbeDriver old_owner(table_, &session_);
  const ProbeDriver new_owner(table_, &session_);
  attach(old_owner);
  attach(new_owner);
  ASSERT_EQ(driver_.config_add(&driver_, old_owner.key(), &instance), 0);

  ASSERT_EQ(driver_.config_modify(&driver_, instance, new_owner.key()), 0);

  EXPECT_EQ(driver_.mmap(&driver_, instance, 0, 0, reading), new_owner.page_at(0));
  driver_.config_remove(&driver_, instance);
}

TEST_F(DriverSourceTest, Ddi71DriverShowsItsOwnMemoryAndKeepsItUntilTheLastClose) {
  const mapproof_named_driver named{71, 2, nullptr, nullptr, traceopen, traceclose, tracemmap};
  mapproof_driver_of_names(&driver_, &named);
  const int device = attach_driver();
  const int first = open(device, MAPPROOF_PROT_READ, 0);
  const int second = open(device, MAPPROOF_PROT_READ, 1);
  const mapproof_page_id shown = driver_.mmap_before_8(&driver_, 0, static_cast<std::int64_t>(page_), reading);
  ASSERT_NE(shown, MAPPROOF_NOPAGE);

  framework().close(first);

  EXPECT_EQ(driver_.mmap_before_8(&driver_, 1, static_cast<std::int64_t>(page_), reading), shown);
  EXPECT_NE(show(shown).value, MAP_FAILED);
  EXPECT_EQ(driver_.mmap_before_8(&driver_, 1, -1 * static_cast<std::int64_t>(page_), reading), MAPPROOF_NOPAGE);
  EXPECT_EQ(driver_.mmap_before_8(&driver_, 1, 0, drawing), MAPPROOF_NOPAGE);
  EXPECT_NE(page_of_new_memory(), shown) << "while a minor device is open";
  framework().close(second);
  EXPECT_EQ(page_of_new_memory(), shown) << "freed by the last close";
}

TEST_F(DriverSourceTest, Ddi5DriverNamesThePageOfAPhysicalAddress) {
  const mapproof_named_driver named{50, 1, nullptr, nullptr, nullptr, nullptr, boardmmap};
  mapproof_driver_of_names(&driver_, &named);
  const ProbeDriver owner(table_, &session_);
  attach(owner);
  mapproof_driver_resource memory{};
  ASSERT_EQ(framework().resource(owner.key(), 0, memory).error, 0);
  board_base = memory.physical;
  board_length = static_cast<long>(2 * page_);
  const auto ask = [&](std::int64_t offset) { return driver_.mmap_before_8(&driver_, 0, offset, drawing); };

  EXPECT_EQ(ask(static_cast<std::int64_t>(page_)), owner.page_at(page_));
  EXPECT_EQ(ask(2 * static_cast<std::int64_t>(page_)), MAPPROOF_NOPAGE);
  EXPECT_EQ(ask(-1), MAPPROOF_NOPAGE);
}

TEST_F(DriverSourceTest, NameThatTheKernelNeverGaveIsNoPage) {
  EXPECT_EQ(mapproof_ddi_page_id(12345), MAPPROOF_NOPAGE);
  EXPECT_EQ(mapproof_ddi_page_id(UINT32_MAX), MAPPROOF_NOPAGE);
}

TEST_F(DriverSourceTest, CopyToABadAddressIsRefused) {
  char from[4] = "abc";
  char to[4] = "";

  EXPECT_EQ(copyout(from, to, sizeof from), 0);
  EXPECT_STREQ(to, "abc");
  void* const nothing = ::mmap(nullptr, page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  EXPECT_EQ(copyout(from, static_cast<char*>(nothing), sizeof from), -1);
  ::munmap(nothing, page_);
}

}  // namespace
}  // namespace mapproof::ddi

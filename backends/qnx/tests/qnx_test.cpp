// The qnx backend passes requests on in native bits and tidies no answer.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <mapproof/backend.h>

#include <cerrno>
#include <string>

#include "native_calls.hpp"

extern "C" const mapproof_backend* mapproof_qnx_entry(void);

namespace {

class Qnx : public testing::Test {
 protected:
  void SetUp() override { native() = NativeCalls{}; }
  void TearDown() override {
    if (session_ != nullptr) table_.close(session_);
  }

  mapproof_open_outcome open(const char* target) {
    const mapproof_open_request request{sizeof request, 1, target, "qnx-7.1"};
    const mapproof_open_outcome outcome = table_.open(&request);
    session_ = outcome.session;
    return outcome;
  }

  const mapproof_backend& table_ = *mapproof_qnx_entry();
  mapproof_session* session_ = nullptr;
};

TEST_F(Qnx, OpensAWindowOfRegisters) {
  ASSERT_NE(open("phys:0xfe000000+0x1000").session, nullptr);
  const mapproof_facts& facts = *table_.facts(session_);

  ASSERT_EQ(facts.window_count, 1u);
  EXPECT_EQ(facts.windows[0].physical, 0xfe000000u);
  EXPECT_EQ(facts.windows[0].length, 0x1000u);
  EXPECT_EQ(facts.windows[0].is_memory, 0u);
  EXPECT_EQ(facts.no_window, nullptr);
}

TEST_F(Qnx, OpensAWindowOfMemory) {
  ASSERT_NE(open("phys:0xfe000000+4096:memory").session, nullptr);

  EXPECT_EQ(table_.facts(session_)->windows[0].is_memory, 1u);
}

TEST_F(Qnx, SaysWhyThereIsNoWindow) {
  ASSERT_NE(open("").session, nullptr);

  EXPECT_EQ(table_.facts(session_)->window_count, 0u);
  EXPECT_NE(table_.facts(session_)->no_window, nullptr);
}

class QnxBadTarget : public Qnx, public testing::WithParamInterface<const char*> {};

TEST_P(QnxBadTarget, IsRefusedWithASentence) {
  const mapproof_open_outcome outcome = open(GetParam());

  EXPECT_EQ(outcome.session, nullptr);
  EXPECT_EQ(outcome.error, EINVAL);
  EXPECT_NE(std::string(outcome.message).find(GetParam()), std::string::npos) << outcome.message;
}

INSTANTIATE_TEST_SUITE_P(Targets, QnxBadTarget,
                         testing::Values("pci:0000:00:04.0/2", "phys:", "phys:0x1000", "phys:0x1000+0",
                                         "phys:0x1000+0x1000:wc", "phys:0x1000+0x1000,uio:uio0/0",
                                         "phys:0xfffffffffffff000+0x2000"));

TEST_F(Qnx, MapsWithNativeBitsAndRawOnes) {
  open("phys:0xfe000000+0x1000");
  native().answer = 0x5000;

  const mapproof_map_request request{nullptr,
                                     0x1000,
                                     0x1fe000000,
                                     MAPPROOF_PROT_READ | MAPPROOF_PROT_NOCACHE,
                                     MAPPROOF_MAP_FIXED | MAPPROOF_MAP_LAZY,
                                     0x1000,
                                     0x80000000};
  const mapproof_address_outcome outcome = table_.mmap_device_memory(session_, &request);

  EXPECT_EQ(native().name, "mmap_device_memory");
  EXPECT_EQ(native().protection, 0x100 | 0x800 | 0x1000);
  EXPECT_EQ(static_cast<unsigned>(native().flags), 0x10u | 0x80u | 0x80000000u);
  EXPECT_EQ(native().physical, 0x1fe000000u);
  EXPECT_EQ(outcome.value, reinterpret_cast<void*>(0x5000));
  EXPECT_EQ(outcome.error, 0);
}

TEST_F(Qnx, FloorReplacesAtAFixedAddressAsTheCallDoes) {
  open("phys:0xfe000000+0x1000");
  mapproof_map_request request{reinterpret_cast<void*>(0x5000), 0x1000, 0x1fe000000, MAPPROOF_PROT_READ, 0, 0, 0};
  table_.floor_map(session_, &request);
  const int anywhere = native().flags;
  request.flags = MAPPROOF_MAP_FIXED;

  table_.floor_map(session_, &request);

  EXPECT_EQ(native().name, "mmap64");
  EXPECT_EQ(native().flags, anywhere | 0x10);
}

TEST_F(Qnx, HandsRefusalsOnUntouched) {
  open("");
  native().answer = -1;
  native().error = ENXIO;

  const mapproof_map_request request{nullptr, 1, 0, MAPPROOF_PROT_READ, 0, 0, 0};
  const mapproof_address_outcome outcome = table_.mmap_device_memory(session_, &request);

  EXPECT_EQ(outcome.value, reinterpret_cast<void*>(~std::uintptr_t{0}));
  EXPECT_EQ(outcome.error, ENXIO);
}

TEST_F(Qnx, ClearsErrnoBeforeTheCall) {
  open("");
  errno = EINTR;

  const mapproof_unmap_request request{nullptr, 1, 0, 0};
  EXPECT_EQ(table_.munmap_device_memory(session_, &request).error, 0);
}

TEST_F(Qnx, HandsWrittenOffsetsOn) {
  open("");
  native().writes_results = true;
  native().offset = 0x123456789abc;
  native().contig_length = 8192;

  std::int64_t offset = 0;
  std::size_t contig_length = 0;
  const mapproof_offset_request request{&offset, 8192, &offset, &contig_length, nullptr, MAPPROOF_NOFD, 0};
  EXPECT_EQ(table_.mem_offset64(session_, &request).value, 0);

  EXPECT_EQ(native().fd, -1);
  EXPECT_EQ(offset, 0x123456789abc);
  EXPECT_EQ(contig_length, 8192u);
}

TEST_F(Qnx, LeavesUnwrittenOffsetsAlone) {
  open("");
  native().answer = -1;
  native().error = EAGAIN;

  std::int64_t offset = -77;
  std::size_t contig_length = 77;
  const mapproof_offset_request request{&offset, 1, &offset, &contig_length, nullptr, 3, 0};
  const mapproof_status_outcome outcome = table_.mem_offset(session_, &request);

  EXPECT_EQ(outcome.value, -1);
  EXPECT_EQ(outcome.error, EAGAIN);
  EXPECT_EQ(offset, -77);
  EXPECT_EQ(contig_length, 77u);
}

TEST_F(Qnx, PassesNullResultsAsNull) {
  open("");
  native().writes_results = true;

  const mapproof_offset_request request{this, 1, nullptr, nullptr, nullptr, MAPPROOF_NOFD, 0};
  EXPECT_EQ(table_.mem_offset64(session_, &request).value, 0);
}

TEST_F(Qnx, AsksForContiguousMemoryWithPhysAndAnon) {
  open("");
  native().answer = 0x7000;

  void* address = nullptr;
  const mapproof_memory_request request{MAPPROOF_MEMORY_CONTIGUOUS, -1, 4096};
  EXPECT_EQ(table_.memory_acquire(session_, &request, &address).error, 0);

  EXPECT_EQ(address, reinterpret_cast<void*>(0x7000));
  EXPECT_EQ(native().flags, 0x80000 | 0x10000 | 0x2);
}

TEST_F(Qnx, SaysWhatItCannotArrange) {
  open("");

  void* address = nullptr;
  const mapproof_memory_request memory{MAPPROOF_MEMORY_LARGE, -1, 4096};
  const mapproof_provoke_request situation{MAPPROOF_FRAMES_MOVE, 1, 0};

  EXPECT_EQ(table_.memory_acquire(session_, &memory, &address).error, ENOTSUP);
  EXPECT_EQ(table_.provoke(session_, &situation).error, ENOTSUP);
}

TEST_F(Qnx, TakesAnAbilityFromRootToo) {
  open("");

  const mapproof_provoke_request denied{MAPPROOF_WITHOUT_IO_PRIVILEGE, 1, 0};
  EXPECT_EQ(table_.provoke(session_, &denied).error, 0);
  EXPECT_EQ(native().name, "procmgr_ability");
  EXPECT_EQ(static_cast<unsigned>(native().flags), 0x30000000u | 0x10000u | 31u);

  native().error = EPERM;
  EXPECT_EQ(table_.provoke(session_, &denied).error, EPERM);
}

TEST_F(Qnx, OpensSeveralWindows) {
  ASSERT_NE(open("phys:0x1000+0x1000,phys:0x200000000+8192:memory").session, nullptr);
  const mapproof_facts& facts = *table_.facts(session_);

  ASSERT_EQ(facts.window_count, 2u);
  EXPECT_EQ(facts.windows[0].is_memory, 0u);
  EXPECT_EQ(facts.windows[1].physical, 0x200000000u);
  EXPECT_STREQ(facts.windows[1].name, "phys:0x200000000");
}

TEST_F(Qnx, LeavesJustTheAddressSpaceThatWasAskedFor) {
  open("");
  native().used_address_space = 0x123000;

  const mapproof_provoke_request full{MAPPROOF_ADDRESS_SPACE_FULL, 1, 8192};
  EXPECT_EQ(table_.provoke(session_, &full).error, 0);
  EXPECT_EQ(native().address_space, 0x123000u + 8192);

  const mapproof_provoke_request end{MAPPROOF_ADDRESS_SPACE_FULL, 0, 0};
  EXPECT_EQ(table_.provoke(session_, &end).error, 0);
  EXPECT_EQ(native().address_space, UINT64_MAX);
}

TEST_F(Qnx, CallsNoBitInvalidThatItsReleaseDoesNot) {
  open("");
  EXPECT_EQ(table_.facts(session_)->invalid_flags, 0u);
  table_.close(session_);

  const mapproof_open_request request{sizeof request, 1, "", "obs64"};
  session_ = table_.open(&request).session;
  EXPECT_EQ(table_.facts(session_)->invalid_flags, 0xf1f00000u);
}

TEST_F(Qnx, TellsWhatItsIoIs) {
  open("");
  const mapproof_io_facts& io = *table_.io_facts(session_);

  EXPECT_EQ(io.highest, io.is_memory_mapped != 0 ? UINT64_MAX : 0xffff);
  EXPECT_EQ(io.scratch_length, 0u);
}

TEST_F(Qnx, PassesFileOperationsOn) {
  open("");
  const mapproof_file_request truncate_nothing{-1, MAPPROOF_FILE_TRUNCATE, 8};

  const mapproof_status_outcome outcome = table_.file_operation(session_, &truncate_nothing);

  EXPECT_EQ(outcome.value, -1);
  EXPECT_EQ(outcome.error, EBADF);
}

TEST_F(Qnx, ReadsPortsOfEveryWidth) {
  open("");
  native().answer = 0x12345678;

  const mapproof_port_request byte{0x60, 1, 0};
  const mapproof_port_request word{0x60, 4, 0};

  EXPECT_EQ(table_.in(session_, &byte), 0x78u);
  EXPECT_EQ(table_.in(session_, &word), 0x12345678u);
  EXPECT_EQ(native().name, "in32");
}

TEST_F(Qnx, GrantsIoPrivilegeToTheCallerOnly) {
  open("");

  const mapproof_thread_control_request caller{MAPPROOF_THREAD_IO_LEVEL, 0, 1, 0};
  const mapproof_thread_control_request other{MAPPROOF_THREAD_IO, 5, 0, 0};

  EXPECT_EQ(table_.thread_control(session_, &caller).value, 0);
  EXPECT_EQ(native().flags, 17);
  EXPECT_EQ(table_.thread_control(session_, &other).error, ENOTSUP);
}

}  // namespace

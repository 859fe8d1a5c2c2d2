// The files and other open objects of a check in the program that shows its failure alone.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <string>

#include "record/recorded_file.hpp"
#include "recorded_check.hpp"

namespace mapproof {
namespace {

using testing::HasSubstr;
using testing::Not;

class OpenObject : public RecordedCheck {
 protected:
  /// A call that does not come back, so that the program ends with it.
  static RecordedCall* map(int fd) {
    mapproof_mmap_request request{};
    request.length = 4096;
    request.offset = 8192;
    request.fd = fd;
    return begin_call(CallId::mmap, &request, sizeof request);
  }
};

TEST_F(OpenObject, FileIsMadeAgainAndItsSecondDescriptorUsed) {
  record_file(16384, 30, 31, 32);
  record_file_store(30, 8192, 0xCA4A);
  map(31);

  const std::string source = program_of_death().source;
  EXPECT_THAT(source, HasSubstr("if (make_file((off_t)0x4000ull, fds2) != 0) return NO_OBJECT(2);"));
  EXPECT_THAT(source, HasSubstr("if (store_word(fds2[0], (off_t)0x2000ull, 0xca4a) != 0) return NO_OBJECT(3);"));
  EXPECT_THAT(source, HasSubstr(".offset = 0x2000"));
  EXPECT_THAT(source, HasSubstr(".fd = fds2[1]"));
}

TEST_F(OpenObject, PipeAndSocketsAreMadeAgain) {
  record_pipe(30, 31);
  record_sockets(32, 33);
  map(33);

  const std::string source = program_of_death().source;
  EXPECT_THAT(source, HasSubstr("pipe(fds2)"));
  EXPECT_THAT(source, HasSubstr("socketpair(AF_UNIX, SOCK_STREAM, 0, fds3)"));
  EXPECT_THAT(source, HasSubstr(".fd = fds3[1]"));
}

TEST_F(OpenObject, ClosedCopyIsClosedAgainAndKeepsItsNumber) {
  record_file(4096, 30, 31, 32);
  record_copy(30, -1, 33);
  record_closing(33);
  map(33);

  const std::string source = program_of_death().source;
  EXPECT_THAT(source, HasSubstr("(fds3[0] = dup(fds2[0])) == -1"));
  EXPECT_THAT(source, HasSubstr("close(fds3[0]);"));
  EXPECT_THAT(source, HasSubstr(".fd = fds3[0]"));
}

TEST_F(OpenObject, CopyOntoANumberTakesThatNumber) {
  record_file(4096, 30, 31, 32);
  record_copy(30, -1, 33);
  record_copy(31, 33, 33);
  map(33);

  EXPECT_THAT(program_of_death().source, HasSubstr("(fds4[0] = dup2(fds2[1], fds3[0])) == -1"));
}

TEST_F(OpenObject, NumberThatBecameAnotherFilesHasNoProgram) {
  record_pipe(30, 31);
  record_closing(30);
  map(30)->names_open_file = 1;

  EXPECT_EQ(program_of_death().why_not, "it opens files of its own.");
}

TEST_F(OpenObject, ProgramWithoutAnyMakesNone) {
  map(MAPPROOF_NOFD);

  EXPECT_THAT(program_of_death().source, Not(HasSubstr("make_file")));
}

TEST_F(OpenObject, LoadOfAFileIsHeldToWhatWasLoaded) {
  record_file(4096, 30, 31, 32);
  record_file_load(30, 0, 7);
  end_call(map(30), 0x10000, 0);

  const std::string source = program_of_answers().source;
  EXPECT_THAT(source, HasSubstr("const uint32_t r3 = load_word(fds2[0], (off_t)0x0ull);"));
  EXPECT_THAT(source, HasSubstr("if (!(r3 == 0x7ull)) return DIFFERS(3);"));
}

}  // namespace
}  // namespace mapproof

// Loads and stores through a mapping, and the view of a child.
// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "access.hpp"
#include "calls.hpp"
#include "explore/reference/entered_mapping.hpp"
#include "host/errno_name.hpp"
#include "processes/signals.hpp"
#include "state.hpp"

namespace mapproof::explore {
namespace {

constexpr std::uint64_t word_length = 8;

// The whole word must have been asked for.
bool holds_word(const World& world, const Page& page, std::uint64_t address) {
  const std::uint64_t offset = world.map.inside(address);
  return offset >= page.first_byte && offset + word_length <= page.end_byte;
}

Stepped judge_fault(const World& world, const char* row, const std::string& what, const Result<std::uint64_t>& answer) {
  if (!world.rows.judged(row)) return followed({row});
  if (!answer && answer.error().number == SIGSEGV) return followed({row});
  return found({row}, "SIGSEGV from " + what, answer ? "the access worked" : signal_name(answer.error().number));
}

// A store through a shared mapping reaches the file, and no other does.
Finding judge_file(const World& world, const Page& page, std::size_t offset) {
  if (page.file_frame == 0) return std::nullopt;
  const std::optional<std::uint64_t> wanted = word_in_file(world, page, offset);
  const std::optional<std::uint64_t> word = world.objects.file_word(place_in_file(world, page, offset));
  if (!wanted || !word || wanted == word) return std::nullopt;
  return Mismatch{{"MMP_11", "MMP_06"}, hex_number(*wanted) + " in the file after a store", hex_number(*word)};
}

}  // namespace

Stepped run_load(World& world, const Step& step) {
  const auto wanted = world.resolve(step.address);
  if (!wanted) return skip();
  const std::uint64_t address = *wanted & ~(word_length - 1);
  Page* const page = world.map.find(address);
  if (page == nullptr || !page->loadable || !holds_word(world, *page, address)) return skip();
  const std::string what = "a load at " + hex_number(address);
  if (page->protection == MAPPROOF_PROT_NONE) return judge_fault(world, "MDM_35", what, guarded_load(address));
  if ((page->protection & MAPPROOF_PROT_READ) == 0) return skip();
  page->touched = Known::yes;
  const std::size_t offset = static_cast<std::size_t>(world.map.inside(address));
  const Result<std::uint64_t> answer = guarded_load(address);
  if (!answer) return found({"MDM_01"}, what + " that works", signal_name(answer.error().number));
  // What is known already is compared with the rest of the state.
  if (!world.contents.word(page->frame, offset)) world.contents.set_word(page->frame, offset, *answer);
  return followed({page->is_device ? "MDM_01" : "MOF_25"});
}

Stepped run_store(World& world, const Step& step) {
  const auto wanted = world.resolve(step.address);
  if (!wanted) return skip();
  const std::uint64_t address = *wanted & ~(word_length - 1);
  Page* const page = world.map.find(address);
  if (page == nullptr || !page->storable || !holds_word(world, *page, address)) return skip();
  const std::string what = "a store at " + hex_number(address);
  const Result<std::uint64_t> answer = guarded_store(address, step.value);
  if ((page->protection & MAPPROOF_PROT_WRITE) == 0) {
    return judge_fault(world, page->protection == MAPPROOF_PROT_NONE ? "MDM_35" : "MDM_36", what, answer);
  }
  if (!answer) return found({"MDM_01"}, what + " that works", signal_name(answer.error().number));
  page->touched = Known::yes;
  const std::size_t offset = static_cast<std::size_t>(world.map.inside(address));
  world.contents.set_word(page->frame, offset, step.value);
  follow_store(world, *page, offset);
  if (Finding wrong = judge_file(world, *page, offset)) return {wrong, {}, false};
  return followed({"MDM_07", "MDM_45", "MDM_37"});
}

namespace {

std::string in_words(int error) { return error == 0 ? "success" : "a refusal with " + errno_name(error); }

using LookupCall = mapproof_status_outcome (*)(mapproof_session*, const mapproof_offset_request*);

// The documents let the call be interrupted; whoever makes it repeats it (MOF_32).
int error_of_lookup(const World& world, LookupCall call, std::uint64_t address) {
  std::int64_t offset = 0;
  const mapproof_offset_request request{pointer_to(address), 1, &offset, nullptr, nullptr, MAPPROOF_NOFD, 0};
  mapproof_status_outcome outcome{};
  for (int i = 0; i < 10; ++i) {
    outcome = call(world.handle(), &request);
    if (outcome.value != -1 || outcome.error != EINTR) break;
  }
  return outcome.value == -1 ? outcome.error : 0;
}

// Without a lock of its own the child's lookups are refused, and with one they are not. Of an address that is too large
// either reason may come first.
Finding judge_lookups_in_child(const World& world, LookupCall call, std::uint64_t address) {
  if (call == nullptr) return std::nullopt;
  const int inherited = error_of_lookup(world, call, address);
  if (inherited != EAGAIN && inherited != EOVERFLOW) {
    return Mismatch{{"MOF_15"}, "EAGAIN from a lookup", in_words(inherited)};
  }
  const mapproof_lock_request own{pointer_to(address), static_cast<std::size_t>(world.map.page_size())};
  if (world.table().mlock(world.handle(), &own).value != 0) return std::nullopt;
  const int after = error_of_lookup(world, call, address);
  world.table().munlock(world.handle(), &own);
  if (after == 0 || after == EOVERFLOW) return std::nullopt;
  return Mismatch{{"MOF_11", "MOF_15"}, "success of a lookup after a lock of its own", in_words(after)};
}

// Locks are not inherited (MOF_15).
Finding judge_locks_in_child(const World& world) {
  const bool locks = world.table().mlock != nullptr && world.table().munlock != nullptr;
  if (!world.rows.judged("MOF_15") || !locks || world.facts().no_offset != nullptr) return std::nullopt;
  for (const auto& [address, page] : world.map.pages()) {
    if (page.is_device || page.file_frame != 0 || page.locked != Known::yes || page.touched != Known::yes ||
        page.protection == 0)
      continue;
    if (Finding wrong = judge_lookups_in_child(world, world.table().mem_offset64, address)) return wrong;
    return judge_lookups_in_child(world, world.table().mem_offset, address);
  }
  return std::nullopt;
}

// The child's finding as bytes; its parent only needs the words.
std::string packed(const Finding& finding) {
  if (!finding) return "";
  std::string text = finding->expected + "\n" + finding->actual;
  for (const std::string& row : finding->rows) text += "\n" + row;
  return text;
}

Finding unpacked(const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::vector<std::string> lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  if (lines.size() < 2) return Mismatch{{"MDM_45"}, "a child that can look", "half an answer"};
  return Mismatch{{lines.begin() + 2, lines.end()}, lines[0] + ", in a child", lines[1]};
}

[[noreturn]] void be_child(World& world, int answer) {
  Finding finding = judge_state(world, {"MDM_45"});
  if (!finding) finding = judge_locks_in_child(world);
  const std::string text = packed(finding);
  (void)!write(answer, text.data(), text.size());
  _exit(0);
}

std::string read_all(int from) {
  std::string text;
  char buffer[512];
  ssize_t count = 0;
  while ((count = read(from, buffer, sizeof buffer)) > 0 || (count == -1 && errno == EINTR)) {
    if (count > 0) text.append(buffer, static_cast<std::size_t>(count));
  }
  return text;
}

}  // namespace

Stepped run_fork(World& world, const Step&) {
  int ends[2];
  if (pipe(ends) != 0) return skip();
  const pid_t child = fork();
  if (child == 0) be_child(world, ends[1]);
  close(ends[1]);
  const std::string text = child == -1 ? "" : read_all(ends[0]);
  close(ends[0]);
  if (child == -1) return skip();
  int status = 0;
  while (waitpid(child, &status, 0) == -1 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) {
    return found({"MDM_45"}, "a child that can use the mappings", "killed by " + signal_name(WTERMSIG(status)));
  }
  return {unpacked(text), {"MDM_45"}, false};
}

}  // namespace mapproof::explore

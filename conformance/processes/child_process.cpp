// Starts child processes and reads from them.
// SPDX-License-Identifier: Apache-2.0
#include "child_process.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "record.hpp"

namespace mapproof {
namespace {

// A record is a verdict and its text. What is longer was not written by this suite.
constexpr std::size_t longest_record = std::size_t{1024} * 1024;

// Most that a dead child can have left in a pipe, and then some.
constexpr int most_reads_of_rest = 64;

// False at the end of the stream. Nothing there, or an interruption, is not the end.
template <class Take>
bool read_once(int descriptor, Take take) {
  std::array<char, std::size_t{64} * 1024> buffer;
  const ssize_t count = read(descriptor, buffer.data(), buffer.size());
  if (count > 0) take(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
  return count > 0 || (count == -1 && (errno == EAGAIN || errno == EINTR));
}

}  // namespace

ChildProcess::ChildProcess(Launcher& launcher, const std::vector<std::string>& arguments) : token_(new_token()) {
  std::pair<Descriptor, Descriptor> channel = make_socket_pair();  // the parent's end, the child's end
  std::pair<Descriptor, Descriptor> output = make_pipe();
  // Only the parent must never block.
  make_blocking(channel.second);
  make_blocking(output.second);
  pid_ = launcher.start(arguments, {channel.second.number(), output.second.number()});
  channel_ = std::move(channel.first);
  output_ = std::move(output.first);
  // A child that is dead already makes this fail, and is found out by its missing record.
  (void)!send(channel_.number(), token_.data(), token_.size(), MSG_NOSIGNAL);
}

void ChildProcess::read_some() {
  const auto record = [this](std::string_view bytes) {
    if (received_.size() <= longest_record) received_ += bytes;
  };
  const auto print = [this](std::string_view bytes) { printed_.append(bytes); };
  if (channel_.number() != -1 && !read_once(channel_.number(), record)) channel_.close();
  if (output_.number() != -1 && !read_once(output_.number(), print)) output_.close();
}

void ChildProcess::read_rest() {
  // A survivor outside of the group may hold the pipe open and go on writing: this must still end.
  for (int i = 0; i < most_reads_of_rest; ++i) read_some();
  channel_.close();
  output_.close();
}

pid_t ChildProcess::subject() const {
  const Records records = unframe_records(token_, received_);
  return records.payloads.empty() ? 0 : static_cast<pid_t>(std::strtol(records.payloads.front().c_str(), nullptr, 10));
}

void ChildProcess::ask_to_end() const { kill(pid_, SIGTERM); }

void ChildProcess::kill_all() const {
  if (const pid_t process = subject()) kill(process, SIGKILL);
  kill(-pid_, SIGKILL);
  kill(pid_, SIGKILL);
}

}  // namespace mapproof

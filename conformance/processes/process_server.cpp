// Both sides of the server's socket.
// SPDX-License-Identifier: Apache-2.0
#include "process_server.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "operating_system.hpp"

namespace mapproof {
namespace {

// A request is the arguments, each with a zero behind it, and two descriptors.
constexpr std::size_t longest_request = std::size_t{160} * 1024;
constexpr std::size_t sent_descriptors = 2;

// A fork takes milliseconds. A server that says nothing for so long was stopped by a subject.
constexpr int patience_with_server = 3'000;

struct Envelope {
  explicit Envelope(char* text, std::size_t length) : part{text, length} {
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
  }

  iovec part;
  alignas(cmsghdr) char control[CMSG_SPACE(sent_descriptors * sizeof(int))] = {};
  msghdr message{};
};

ssize_t send_request(int server, std::string text, ChildEnds ends) {
  Envelope envelope(text.data(), text.size());
  cmsghdr* const header = CMSG_FIRSTHDR(&envelope.message);
  const int descriptors[sent_descriptors] = {ends.channel, ends.output};
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof descriptors);
  std::memcpy(CMSG_DATA(header), descriptors, sizeof descriptors);
  return sendmsg(server, &envelope.message, MSG_NOSIGNAL);
}

struct Request {
  std::size_t length = 0;  // 0: the runner is gone
  ChildEnds ends;
};

// Everything lies in `text`, so that memory is the same at every fork.
Request next_request(std::array<char, longest_request>& text) {
  Envelope envelope(text.data(), text.size());
  ssize_t length = -1;
  do {
    length = recvmsg(child_channel, &envelope.message, 0);
  } while (length == -1 && errno == EINTR);
  const cmsghdr* const header = length > 0 ? CMSG_FIRSTHDR(&envelope.message) : nullptr;
  if (header == nullptr || header->cmsg_len != CMSG_LEN(sent_descriptors * sizeof(int))) return {};
  int descriptors[sent_descriptors];
  std::memcpy(descriptors, CMSG_DATA(header), sizeof descriptors);
  return {static_cast<std::size_t>(length), {descriptors[0], descriptors[1]}};
}

// As posix_spawn() would have set them up.
void take_places(ChildEnds ends) {
  dup2(ends.channel, child_channel);
  dup2(ends.output, STDOUT_FILENO);
  dup2(ends.output, STDERR_FILENO);
  close(ends.channel);
  close(ends.output);
}

// Makes a process whose parent has ended: the runner adopts it. Returns 0 in it, and in the server the answer.
std::optional<NewProcess> fork_orphan(NewProcess& shared) {
  shared = {-1, EAGAIN};
  const pid_t between = fork();
  if (between == 0) {
    const pid_t process = fork();
    if (process == 0) return std::nullopt;
    shared.process = process;
    shared.error = process == -1 ? errno : 0;
    if (process != -1) setpgid(process, process);
    _exit(0);
  }
  if (between == -1) return NewProcess{-1, errno};
  // The new one waits for its token meanwhile: it must not tie its life to that of a parent which is about to end.
  while (waitpid(between, nullptr, 0) == -1 && errno == EINTR) {
  }
  return shared;
}

std::vector<char*> pointers_to(const char* program, char* text, std::size_t length) {
  std::vector<char*> pointers{const_cast<char*>(program)};
  for (char* argument = text; argument < text + length; argument += std::strlen(argument) + 1) {
    pointers.push_back(argument);
  }
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

bool asks_for_server(int argc, const char* const* argv) {
  return argc == 2 && std::string_view(argv[1]) == serve_processes_option;
}

int serve_processes(const char* program, const std::function<int(int argc, char** argv)>& run) {
  end_with_parent();
  void* const page = mmap(nullptr, sizeof(NewProcess), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);
  if (page == MAP_FAILED) return 1;
  static std::array<char, longest_request> text;
  for (Request request = next_request(text); request.length != 0; request = next_request(text)) {
    const std::optional<NewProcess> made = fork_orphan(*static_cast<NewProcess*>(page));
    if (!made) {
      munmap(page, sizeof(NewProcess));
      take_places(request.ends);
      std::vector<char*> arguments = pointers_to(program, text.data(), request.length);
      return run(static_cast<int>(arguments.size()) - 1, arguments.data());
    }
    close(request.ends.channel);
    close(request.ends.output);
    if (send(child_channel, &*made, sizeof *made, MSG_NOSIGNAL) == -1) break;
  }
  return 0;
}

std::optional<NewProcess> ask_for_process(int server, const std::vector<std::string>& arguments, ChildEnds ends) {
  std::string text;
  for (const std::string& argument : arguments) text.append(argument).push_back('\0');
  if (text.size() > longest_request) return NewProcess{-1, E2BIG};
  if (send_request(server, std::move(text), ends) == -1) return std::nullopt;
  pollfd answer{server, POLLIN, 0};
  int ready = 0;
  do {
    ready = poll(&answer, 1, patience_with_server);
  } while (ready == -1 && errno == EINTR);
  NewProcess made;
  if (ready != 1 || recv(server, &made, sizeof made, 0) != sizeof made) return std::nullopt;
  return made;
}

}  // namespace mapproof

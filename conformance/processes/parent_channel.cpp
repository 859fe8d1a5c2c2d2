// Takes the token from the parent and sends the record back.
// SPDX-License-Identifier: Apache-2.0
#include "parent_channel.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "child_process.hpp"
#include "host/cannot_run.hpp"
#include "keeper.hpp"
#include "operating_system.hpp"
#include "record.hpp"
#include "record/call_log.hpp"
#include "result/result_file.hpp"

namespace mapproof {

ParentChannel::ParentChannel(const std::function<nlohmann::ordered_json()>& last_words) {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  fcntl(child_channel, F_SETFD, FD_CLOEXEC);
  take_token();
  // Only now it is certain that the runner is the parent, and no process between that is about to end.
  end_with_parent();
  make_call_log();
  continue_below_a_keeper([&](bool ended_well) {
    const bool told = ended_well && call_log() != nullptr && call_log()->told != 0;
    if (last_words && !told) send_frame(one_line(last_words()));
  });
  owner_ = getpid();
  send_frame(std::to_string(owner_));
}

void ParentChannel::take_token() {
  token_.resize(token_length);
  std::size_t length = 0;
  while (length < token_length) {
    const ssize_t count = recv(child_channel, token_.data() + length, token_length - length, 0);
    if (count == -1 && errno == EINTR) continue;
    if (count <= 0) break;
    length += static_cast<std::size_t>(count);
  }
  if (length < token_length) {
    throw CannotRun("this option is for mapproof-conform itself: run a check with --only.");
  }
}

void ParentChannel::answer(const nlohmann::ordered_json& record) const {
  if (getpid() != owner_) return;
  send_frame(one_line(record));
  if (call_log() != nullptr) call_log()->told = 1;
}

void ParentChannel::send_frame(const std::string& payload) const {
  const std::string bytes = frame_record(token_, payload);
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = send(child_channel, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count == -1 && errno == EINTR) continue;
    if (count <= 0) return;  // the parent is gone, or the subject closed the channel: the parent sees that
    sent += static_cast<std::size_t>(count);
  }
}

}  // namespace mapproof

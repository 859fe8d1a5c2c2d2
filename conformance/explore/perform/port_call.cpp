// in, out and ThreadCtl() against the reference.
// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "calls.hpp"
#include "explore/reference/io_facts.hpp"

namespace mapproof::explore {
namespace {

/// The port behind a handle, if it is one that keeps what is written to it and is as wide as the access.
std::optional<std::uint64_t> port_of(const World& world, const Step& step, std::uint64_t width) {
  const mapproof_io_facts* const facts = io_facts_of(world);
  if (facts == nullptr || facts->is_memory_mapped != 0 || step.address.base != Operand::Base::result)
    return std::nullopt;
  const auto handle = world.io.handles.find(step.address.index);
  if (handle == world.io.handles.end() || (width != 1 && width != 2 && width != 4)) return std::nullopt;
  const std::uint64_t distance = static_cast<std::uint64_t>(step.address.bytes);
  if (step.address.pages != 0 || distance > handle->second.length) return std::nullopt;
  if (width > handle->second.length - distance) return std::nullopt;
  const std::uint64_t port = handle->second.io + distance;
  const bool kept = port >= facts->scratch && width <= facts->scratch_length &&
                    port - facts->scratch <= facts->scratch_length - width;
  return kept ? std::optional<std::uint64_t>(port) : std::nullopt;
}

mapproof_port_request request_of(const World& world, const Step& step, std::uint64_t width) {
  const std::uint64_t handle = world.resolve(step.address).value_or(0);
  return {static_cast<std::uintptr_t>(handle), static_cast<std::uint32_t>(width),
          static_cast<std::uint32_t>(step.value)};
}

// In a child, because nobody may jump out of the subject's call.
bool survives_reading(const World& world, const mapproof_port_request& request) {
  const pid_t child = fork();
  if (child == -1) return false;
  if (child == 0) {
    for (const int number : {SIGSEGV, SIGBUS}) std::signal(number, SIG_DFL);
    world.table().in(world.handle(), &request);
    _exit(0);
  }
  int status = 0;
  while (waitpid(child, &status, 0) == -1 && errno == EINTR) {
  }
  return WIFEXITED(status);
}

Stepped read_without_privilege(const World& world, const mapproof_port_request& request) {
  if (world.io.privilege != Known::no || !world.rows.judged("MDI_08")) return skip();
  if (!survives_reading(world, request)) return followed({"MDI_08"});
  return found({"MDI_08"}, "a fault of a thread without the I/O privilege", "it read the port");
}

bool has_right_to_ask(const World& world) {
  return world.rows.judged("MOF_14") || world.rows.judged("TCT_01") || world.rows.judged("TCT_02") ||
         world.rows.judged("TCT_03");
}

}  // namespace

Stepped run_port_read(World& world, const Step& step) {
  const std::uint64_t width = world.resolve(step.length).value_or(0);
  const std::optional<std::uint64_t> port = port_of(world, step, width);
  if (!port || world.table().in == nullptr || !world.rows.judged("MDI_01")) return skip();
  const mapproof_port_request request = request_of(world, step, width);
  if (world.io.privilege != Known::yes) return read_without_privilege(world, request);
  const std::uint32_t value = world.table().in(world.handle(), &request);
  for (std::uint64_t i = 0; i < width; ++i) {
    const auto byte = static_cast<std::uint8_t>(value >> (8 * i));
    const auto [known, is_new] = world.io.bytes.emplace(*port + i, byte);
    if (is_new || known->second == byte) continue;
    return found({"MDI_01", "MUI_05"}, hex_number(known->second) + " from port " + hex_number(*port + i),
                 hex_number(byte));
  }
  return followed({"MDI_01"});
}

Stepped run_port_write(World& world, const Step& step) {
  const std::uint64_t width = world.resolve(step.length).value_or(0);
  const std::optional<std::uint64_t> port = port_of(world, step, width);
  const bool may = world.session.may_write() && world.io.privilege == Known::yes && world.rows.judged("MDI_01");
  if (!port || !may || world.table().out == nullptr) return skip();
  const mapproof_port_request request = request_of(world, step, width);
  world.table().out(world.handle(), &request);
  for (std::uint64_t i = 0; i < width; ++i)
    world.io.bytes[*port + i] = static_cast<std::uint8_t>(step.value >> (8 * i));
  return followed({"MDI_01"});
}

// Who may have the privilege, the rows do not say; but who was refused it must not have it, and no other thread can be
// given it.
Stepped run_io_privilege(World& world, const Step& step) {
  if (world.table().thread_control == nullptr || !has_right_to_ask(world)) return skip();
  Rule rule(world.rows);
  if (step.situation == MAPPROOF_WITHOUT_IO_PRIVILEGE) rule.refuse("TCT_01");
  if (step.value != 0) rule.refuse("TCT_02");
  if (!rule.must_fail()) rule.leave_open();
  const bool by_level = world.rows.profile() == Profile::qnx_8_0;
  const std::uint32_t command = by_level ? MAPPROOF_THREAD_IO_LEVEL : MAPPROOF_THREAD_IO;
  const mapproof_thread_control_request request{command, static_cast<std::int32_t>(step.value), by_level ? 1u : 0u, 0};
  const auto outcome =
      during(world, step.situation, [&] { return world.table().thread_control(world.handle(), &request); });
  if (!outcome) return skip();
  const bool granted = outcome->value != -1;
  if (Finding wrong = rule.check(granted, outcome->error)) return {wrong, {}, false};
  if (!granted) return followed({"TCT_01"});
  world.io.grant();
  world.superlocked = Known::yes;
  // How it is done, and whether it also holds for what comes later, is the system's business.
  if (world.lock_future == Known::no) world.lock_future = Known::maybe;
  return followed({"MOF_14", "TCT_03"});
}

}  // namespace mapproof::explore

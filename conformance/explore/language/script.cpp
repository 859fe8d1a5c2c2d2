// Prints and parses calls.
// SPDX-License-Identifier: Apache-2.0
#include "script.hpp"

#include <cstdio>
#include <cstdlib>

#include "host/cannot_run.hpp"
#include "typed_script.hpp"
#include "words.hpp"

namespace mapproof::explore {
namespace {

using Arguments = std::vector<std::string>;

std::string hex_text(std::uint64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
  return text;
}

std::string lock_all_text(std::uint32_t flags) {
  std::string text = (flags & MAPPROOF_LOCK_CURRENT) != 0 ? "CURRENT" : "";
  if ((flags & MAPPROOF_LOCK_FUTURE) != 0) text += text.empty() ? "FUTURE" : "|FUTURE";
  return text.empty() ? "0" : text;
}

Arguments arguments_of(const Step& step) {
  const std::string address = operand_text(step.address);
  const std::string length = operand_text(step.length);
  switch (step.call) {
    case Call::map:
      return {address == "0" ? "NULL" : address, length, protection_text(step.protection, step.raw_protection),
              flags_text(step.flags, step.raw_flags), operand_text(step.physical)};
    case Call::ordinary_map:
      return {address == "0" ? "NULL" : address,
              length,
              protection_text(step.protection, step.raw_protection),
              flags_text(step.flags, step.raw_flags),
              std::string(name_of(step.object)),
              operand_text(step.physical)};
    case Call::munmap_flags:
      return {address, length, hex_text(step.raw_flags)};
    case Call::protect:
      return {address, length, protection_text(step.protection, step.raw_protection)};
    case Call::memory:
      return {std::string(kind_name(step.kind)), length};
    case Call::unmap:
    case Call::munmap:
    case Call::lock:
    case Call::unlock:
    case Call::io_unmap:
    case Call::port_read:
      return {address, length};
    case Call::lock_all:
      return {lock_all_text(step.flags)};
    case Call::offset32:
    case Call::offset64:
      return {address, step.fd == MAPPROOF_NOFD ? "NOFD" : std::to_string(step.fd), length,
              step.wants_offset ? "&offset" : "NULL", step.wants_run ? "&contig_len" : "NULL"};
    case Call::io_map:
      return {operand_text(step.physical), length};
    case Call::port_write:
      return {address, length, hex_text(step.value)};
    case Call::place32:
    case Call::place64:
    case Call::typed_open:
    case Call::typed_info:
    case Call::typed_map:
    case Call::typed_file:
    case Call::close:
      return typed_arguments(step);
    case Call::load:
      return {address};
    case Call::store:
      return {address, hex_text(step.value)};
    case Call::io_privilege:
      return step.value == 0 ? Arguments{} : Arguments{hex_text(step.value)};
    case Call::unlock_all:
    case Call::fork:
    case Call::frames_move:
    case Call::start_over:
    case Call::count:
      break;
  }
  return {};
}

/// Reads one line; `fits` becomes false at the first thing that is not understood.
class Line {
 public:
  explicit Line(std::string_view text) : rest_(text) {}

  std::optional<Step> read() {
    read_situation();
    read_result();
    read_call();
    if (fits_ && !rest_.empty()) fits_ = false;
    if (fits_) read_arguments();
    return fits_ && next_ == arguments_.size() ? std::optional<Step>(step_) : std::nullopt;
  }

 private:
  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    return text;
  }

  void read_situation() {
    const std::size_t colon = rest_.find(':');
    if (rest_.substr(0, 7) != "during " || colon == std::string_view::npos) return;
    set(step_.situation, situation_named(trimmed(rest_.substr(7, colon - 7))));
    rest_ = trimmed(rest_.substr(colon + 1));
  }
  void read_result() {
    const std::size_t sign = rest_.find('=');
    if (sign == std::string_view::npos) return;
    const auto name = operand_named(rest_.substr(0, sign));
    fits_ = fits_ && name && (name->base == Operand::Base::result || name->base == Operand::Base::descriptor);
    if (fits_) step_.result = name->index;
    rest_ = trimmed(rest_.substr(sign + 1));
  }
  void read_call() {
    const std::size_t open = rest_.find('(');
    const std::size_t close = rest_.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
      fits_ = false;
      return;
    }
    set(step_.call, call_named(trimmed(rest_.substr(0, open))));
    split(rest_.substr(open + 1, close - open - 1));
    rest_ = trimmed(rest_.substr(close + 1));
  }
  void split(std::string_view text) {
    if (trimmed(text).empty()) return;
    for (;;) {
      const std::size_t comma = text.find(',');
      arguments_.emplace_back(trimmed(text.substr(0, comma)));
      if (comma == std::string_view::npos) return;
      text.remove_prefix(comma + 1);
    }
  }

  std::string take() {
    if (next_ < arguments_.size()) return arguments_[next_++];
    fits_ = false;
    return "";
  }
  template <class To, class From>
  void set(To& to, const std::optional<From>& from) {
    fits_ = fits_ && from.has_value();
    if (from) to = *from;
  }
  void take_operand(Operand& to) { set(to, operand_named(take())); }
  void take_bits(std::uint32_t& portable, std::uint32_t& raw, std::optional<Bits> (*named)(std::string_view)) {
    const std::optional<Bits> bits = named(take());
    fits_ = fits_ && bits.has_value();
    if (!bits) return;
    portable = bits->portable;
    raw = bits->raw;
  }
  std::uint64_t take_number() {
    const auto number = operand_named(take());
    fits_ = fits_ && number && number->base == Operand::Base::number && number->pages == 0;
    return fits_ ? static_cast<std::uint64_t>(number->bytes) : 0;
  }
  bool take_pointer() { return take() != "NULL"; }

  void read_arguments();

  std::string_view rest_;
  Step step_;
  Arguments arguments_;
  std::size_t next_ = 0;
  bool fits_ = true;
};

std::uint32_t lock_all_flags(const std::string& text) {
  const std::uint32_t current = text.find("CURRENT") == std::string::npos ? 0 : MAPPROOF_LOCK_CURRENT;
  return current | (text.find("FUTURE") == std::string::npos ? 0 : MAPPROOF_LOCK_FUTURE);
}

void Line::read_arguments() {
  const Call call = step_.call;
  if (has_typed_arguments(call)) {
    fits_ = read_typed_arguments(step_, arguments_);
    next_ = arguments_.size();
    return;
  }
  if (call == Call::lock_all) {
    step_.flags = lock_all_flags(take());
  } else if (call == Call::memory) {
    set(step_.kind, kind_named(take()));
    take_operand(step_.length);
  } else if (call == Call::io_map) {
    take_operand(step_.physical);
  } else if (call == Call::io_privilege) {
    if (!arguments_.empty()) step_.value = take_number();
  } else if (!arguments_.empty()) {
    take_operand(step_.address);
  }
  if (call == Call::offset32 || call == Call::offset64) {
    const std::string fd = take();
    step_.fd = fd == "NOFD" ? MAPPROOF_NOFD : std::atoi(fd.c_str());
  }
  const bool one_argument =
      call == Call::io_privilege || call == Call::lock_all || call == Call::memory || call == Call::load;
  if (call == Call::store) {
    step_.value = take_number();
  } else if (!one_argument && !arguments_.empty()) {
    take_operand(step_.length);
  }
  if (call == Call::map || call == Call::ordinary_map || call == Call::protect) {
    take_bits(step_.protection, step_.raw_protection, protection_named);
  }
  if (call == Call::port_write) step_.value = take_number();
  const bool maps = call == Call::map || call == Call::ordinary_map;
  if (maps) take_bits(step_.flags, step_.raw_flags, flags_named);
  if (call == Call::ordinary_map) set(step_.object, object_named(take()));
  if (maps) take_operand(step_.physical);
  if (call == Call::munmap_flags) step_.raw_flags = static_cast<std::uint32_t>(take_number());
  if (call == Call::offset32 || call == Call::offset64) {
    step_.wants_offset = take_pointer();
    step_.wants_run = take_pointer();
  }
}

}  // namespace

std::string to_text(const Step& step) {
  std::string text;
  if (step.situation != no_situation) text += "during " + std::string(situation_name(step.situation)) + ": ";
  if (step.result != no_result)
    text += (step.call == Call::typed_open ? "d" : "p") + std::to_string(step.result) + " = ";
  text += std::string(name_of(step.call)) + "(";
  const Arguments arguments = arguments_of(step);
  for (std::size_t i = 0; i < arguments.size(); ++i) text += (i == 0 ? "" : ", ") + arguments[i];
  return text + ")";
}

std::string to_text(const Sequence& sequence) {
  std::string text;
  for (const Step& step : sequence) text += to_text(step) + "\n";
  return text;
}

Sequence parse_script(std::string_view text) {
  Sequence sequence;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
    if (line.find_first_not_of(" \r") == std::string_view::npos || line.front() == '#') continue;
    const std::optional<Step> step = Line(line).read();
    if (!step)
      throw CannotRun("line " + std::to_string(number) + " of the script is no call of a sequence: '" +
                      std::string(line) + "'.");
    sequence.push_back(*step);
  }
  return sequence;
}

}  // namespace mapproof::explore

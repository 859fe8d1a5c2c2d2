// Prints and parses scripts.
// SPDX-License-Identifier: Apache-2.0
#include "script.hpp"

#include <optional>
#include <vector>

#include "form.hpp"
#include "host/cannot_run.hpp"
#include "words.hpp"

namespace mapproof::explore {
namespace {

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
    return fits_ && next_ == given_.size() ? std::optional<Step>(step_) : std::nullopt;
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
    set(step_.situation, situations.value_of(trimmed(rest_.substr(7, colon - 7))));
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
      given_.push_back(trimmed(text.substr(0, comma)));
      if (comma == std::string_view::npos) return;
      text.remove_prefix(comma + 1);
    }
  }

  template <class To, class From>
  void set(To& to, const std::optional<From>& from) {
    fits_ = fits_ && from.has_value();
    if (from) to = *from;
  }

  void read_arguments() {
    for (const Argument argument : arguments_of(step_.call)) {
      if (argument == Argument::level && next_ == given_.size()) return;
      fits_ = next_ < given_.size() && explore::read(argument, given_[next_], step_);
      if (!fits_) return;
      ++next_;
    }
  }

  std::string_view rest_;
  Step step_;
  std::vector<std::string_view> given_;
  std::size_t next_ = 0;
  bool fits_ = true;
};

}  // namespace

std::string to_text(const Step& step) {
  std::string text;
  if (step.situation != no_situation) text += "during " + std::string(situations.name_of(step.situation)) + ": ";
  if (step.result != no_result)
    text += (step.call == Call::typed_open ? "d" : "p") + std::to_string(step.result) + " = ";
  std::string arguments;
  for (const Argument argument : arguments_of(step.call)) {
    const std::string given = text_of(argument, step);
    if (!given.empty()) arguments += (arguments.empty() ? "" : ", ") + given;
  }
  return text + std::string(name_of(step.call)) + "(" + arguments + ")";
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
      throw CannotRun("line " + std::to_string(number) + " of the script is not a call: '" + std::string(line) + "'.");
    sequence.push_back(*step);
  }
  return sequence;
}

}  // namespace mapproof::explore

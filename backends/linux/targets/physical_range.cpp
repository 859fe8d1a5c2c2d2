// Reading a physical range from a target.
// SPDX-License-Identifier: Apache-2.0
#include "physical_range.hpp"

#include <cerrno>

#include "linux/io/text_file.hpp"
#include "refusal.hpp"

namespace mapproof::lnx {
namespace {

// Cuts `ending` off; false if the text does not end so.
bool cut(std::string& text, const std::string& ending) {
  if (text.size() < ending.size() || text.compare(text.size() - ending.size(), ending.size(), ending) != 0) {
    return false;
  }
  text.resize(text.size() - ending.size());
  return true;
}

}  // namespace

std::optional<bool> cut_kind(std::string& text) {
  if (cut(text, ":memory")) return true;
  if (cut(text, ":registers")) return false;
  return std::nullopt;
}

NumberedPart parse_numbered(const std::string& target, const std::string& scheme, const std::string& form) {
  NumberedPart part;
  std::string rest = target.substr(scheme.size());
  part.is_memory = cut_kind(rest);
  const std::string::size_type slash = rest.find('/');
  std::uint64_t number = 0;
  const bool whole = slash != std::string::npos && slash > 0 && parse_number(rest.substr(slash + 1), number);
  if (!whole || number > 5) throw Refusal(EINVAL, "target '" + target + "' is malformed: write " + form + ".");
  part.device = rest.substr(0, slash);
  part.number = static_cast<unsigned>(number);
  return part;
}

PhysicalRange parse_range(const std::string& target, const std::string& text, const std::string& form,
                          const Machine& machine) {
  PhysicalRange range;
  std::string numbers = text;
  range.is_memory = cut_kind(numbers);
  const std::string::size_type plus = numbers.find('+');
  if (plus == std::string::npos || !parse_number(numbers.substr(0, plus), range.first) ||
      !parse_number(numbers.substr(plus + 1), range.length) || range.length == 0) {
    throw Refusal(EINVAL, "target '" + target + "' is malformed: write " + form + ".");
  }
  if (range.last() < range.first || range.last() > machine.highest_physical) {
    throw Refusal(ENXIO, "target '" + target + "' ends above " + hexadecimal(machine.highest_physical) +
                             ", the last physical address of this machine: name a range below it.");
  }
  return range;
}

}  // namespace mapproof::lnx

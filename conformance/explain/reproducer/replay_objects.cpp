// Writes how the check's own files and other open objects are made and used again.
// SPDX-License-Identifier: Apache-2.0
#include "c_text.hpp"
#include "replay_script.hpp"

namespace mapproof {
namespace {

// The argument of file offsets, which may be wider than an int.
std::string offset_of(const RecordedCall& call) {
  return "(off_t)" + wide_hex(value_of(call, shape_of(call).parameters[1]));
}

std::string made_by(const std::string& call, std::uint32_t place) {
  const std::string number = number_of(place);
  return "  static int fds" + number + "[3];\n  if (" + call + ") return NO_OBJECT(" + number + ");\n";
}

}  // namespace

std::string ReplayScript::object_statement(std::uint32_t place) {
  objects_ = true;
  const RecordedCall& call = log_.calls[place];
  const Parameters& fields = shape_of(call).parameters;
  const std::string number = number_of(place);
  const std::string array = "fds" + number;
  const std::uint64_t first = fields.empty() ? 0 : value_of(call, fields[0]);
  switch (call.id) {
    case CallId::file:
      return made_by("make_file((off_t)" + wide_hex(first) + ", " + array + ") != 0", place);
    case CallId::pipe:
      return made_by("pipe(" + array + ") != 0", place);
    case CallId::socket_pair:
      return made_by("socketpair(AF_UNIX, SOCK_STREAM, 0, " + array + ") != 0", place);
    case CallId::copied_descriptor: {
      const std::uint64_t onto = value_of(call, fields[1]);
      const std::string of = argument(place, fields[0]);
      const bool any = onto == ~std::uint64_t{0};
      const std::string copied = any ? "dup(" + of + ")" : "dup2(" + of + ", " + argument(place, fields[1]) + ")";
      return made_by("(" + array + "[0] = " + copied + ") == -1", place);
    }
    case CallId::closed_descriptor:
      return "  close(" + argument(place, fields[0]) + ");\n";
    case CallId::file_store:
      return "  if (store_word(" + argument(place, fields[0]) + ", " + offset_of(call) + ", " +
             hex_of(value_of(call, fields[2])) + ") != 0) return NO_OBJECT(" + number + ");\n";
    default:
      return declared("uint32_t ", "r" + number,
                      "load_word(" + argument(place, fields[0]) + ", " + offset_of(call) + ")") +
             "  (void)r" + number + ";\n";
  }
}

}  // namespace mapproof

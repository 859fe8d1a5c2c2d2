// The grammar of a driver's target string.
// SPDX-License-Identifier: Apache-2.0
#include "declaration.hpp"

#include <mapproof/backend.h>

#include <charconv>

namespace mapproof::ddi {
namespace {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end && number != 0;
}

bool read_grants(std::string_view letters, std::uint32_t& grants) {
  for (const char letter : letters) {
    switch (letter) {
      case 'r':
        grants |= MAPPROOF_PROT_READ;
        break;
      case 'w':
        grants |= MAPPROOF_PROT_WRITE;
        break;
      case 'x':
        grants |= MAPPROOF_PROT_EXEC;
        break;
      case 'u':
        grants |= MAPPROOF_PROT_USER;
        break;
      default:
        return false;
    }
  }
  return grants != 0;
}

bool is_version(std::uint32_t version) {
  for (const std::uint32_t known : {10u, 20u, 30u, 40u, 50u, 60u, 70u, 71u, 80u}) {
    if (version == known) return true;
  }
  return false;
}

std::string read_pair(std::string_view key, std::string_view value, Declaration& declaration) {
  const auto wrong = [&](const char* wanted) {
    return "'" + std::string(key) + "=" + std::string(value) + "' is not " + wanted + ".";
  };
  if (key == "length") return read_number(value, declaration.length) ? "" : wrong("a number of bytes");
  if (key == "minors") return read_number(value, declaration.minor_count) ? "" : wrong("a number of minor devices");
  if (key == "grants") return read_grants(value, declaration.grants) ? "" : wrong("made of the letters r, w, x and u");
  if (key == "prefix") return declaration.prefix = value, value.empty() ? wrong("a prefix") : "";
  if (key == "master") return read_master_file(std::string(value), declaration);
  if (key != "ddi") return "'" + std::string(key) + "' is none of ddi, prefix, minors, length, grants and master.";
  const bool is_known = read_number(value, declaration.ddi_version) && is_version(declaration.ddi_version);
  return is_known ? "" : wrong("a DDI version times ten: 10, 20, ... 70, 71 or 80");
}

std::string what_is_missing(const Declaration& declaration) {
  if (declaration.path.empty()) return "name the driver first: FILE.so,ddi=80,length=BYTES,grants=rwu.";
  if (declaration.ddi_version == 0) return "say which DDI version the driver is of, with ddi=80 or master=FILE.";
  if (declaration.length == 0) return "say how much memory the driver can map, with length=BYTES.";
  if (declaration.grants == 0) return "say which protections the driver grants, with grants=rwu.";
  if (declaration.ddi_version < 80 && declaration.prefix.empty())
    return "a driver from before DDI 8 is found by its prefix: give it with prefix=NAME or master=FILE.";
  return "";
}

}  // namespace

std::string read_declaration(std::string_view target, Declaration& declaration) {
  const std::size_t end = target.find(',');
  declaration.path = target.substr(0, end);
  target.remove_prefix(end == std::string_view::npos ? target.size() : end + 1);
  while (!target.empty()) {
    const std::string_view pair = target.substr(0, target.find(','));
    target.remove_prefix(pair.size() == target.size() ? pair.size() : pair.size() + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return "'" + std::string(pair) + "' is not KEY=VALUE.";
    std::string wrong = read_pair(pair.substr(0, equals), pair.substr(equals + 1), declaration);
    if (!wrong.empty()) return wrong;
  }
  return what_is_missing(declaration);
}

}  // namespace mapproof::ddi

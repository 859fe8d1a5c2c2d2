// Reads and validates the file of waivers.
// SPDX-License-Identifier: Apache-2.0
#include "waivers.hpp"

#include <algorithm>
#include <cctype>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "host/cannot_run.hpp"

namespace mapproof {
namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw CannotRun("waiver file '" + path + "' " + what + ".");
}

bool is_day(const std::string& text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    if (shape[i] == 'd' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

std::string member(const Json& object, const char* name, const std::string& path) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string() || found->get<std::string>().empty()) {
    refuse(path, std::string("has a waiver without the text '") + name + "': each needs row, reason and expires");
  }
  return found->get<std::string>();
}

Waiver read_waiver(const Json& object, const std::string& path) {
  if (!object.is_object()) refuse(path, "has a waiver that is not an object");
  Waiver waiver{member(object, "row", path), "", member(object, "reason", path), member(object, "expires", path)};
  if (object.contains("backend")) waiver.backend = member(object, "backend", path);
  if (!is_day(waiver.expires)) refuse(path, "has '" + waiver.expires + "' where a day YYYY-MM-DD is needed");
  return waiver;
}

}  // namespace

Waivers Waivers::from_file(const std::string& path, const std::vector<CatalogueEntry>& entries) {
  std::ifstream file(path);
  if (!file) refuse(path, "cannot be opened: give the path of a readable file");
  const Json whole = Json::parse(file, nullptr, false);
  if (whole.is_discarded()) refuse(path, "is not JSON");
  if (!whole.is_object() || !whole.contains("waivers") || !whole["waivers"].is_array()) {
    refuse(path, "has no array 'waivers'");
  }
  std::vector<Waiver> waivers;
  for (const Json& object : whole["waivers"]) {
    waivers.push_back(read_waiver(object, path));
    const auto same = [&](const CatalogueEntry& entry) { return entry.row->id == waivers.back().row; };
    if (std::none_of(entries.begin(), entries.end(), same)) {
      refuse(path, "waives row '" + waivers.back().row + "', which does not exist: see mapproof-conform --list");
    }
  }
  return Waivers(std::move(waivers));
}

const Waiver* Waivers::find(std::string_view row, std::string_view backend, std::string_view today) const {
  for (const Waiver& waiver : waivers_) {
    const bool fits = waiver.row == row && (waiver.backend.empty() || waiver.backend == backend);
    if (fits && waiver.expires >= today) return &waiver;
  }
  return nullptr;
}

std::vector<Waiver> Waivers::expired(std::string_view today) const {
  std::vector<Waiver> past;
  std::copy_if(waivers_.begin(), waivers_.end(), std::back_inserter(past),
               [&](const Waiver& waiver) { return waiver.expires < today; });
  return past;
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[sizeof "2026-01-01" + 8];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts));
}

}  // namespace mapproof

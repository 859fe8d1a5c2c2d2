// The Master file of a driver software package: one line of $words each, then one that names the driver.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include "declaration.hpp"

namespace mapproof::ddi {
namespace {

struct Master {
  std::vector<std::string> interfaces;  // versions of ddi
  bool has_mmap_entry = false;
  std::string prefix;
};

// "8", "8mp", "7.1", "7.1mp" times ten; 0 if it is none.
std::uint32_t version_of(const std::string& text) {
  std::istringstream words(text);
  unsigned major = 0;
  unsigned minor = 0;
  words >> major;
  if (words.peek() == '.') {
    words.get();
    words >> minor;
  }
  std::string rest;
  words.clear();
  words >> rest;
  return major >= 1 && major <= 8 && minor <= 1 && (rest.empty() || rest == "mp") ? major * 10 + minor : 0;
}

Master read(std::istream& file) {
  Master master;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string first;
    if (!(words >> first) || first[0] == '#' || first[0] == '*') continue;
    std::string word;
    if (first == "$interface") {
      if (words >> word && word == "ddi") {
        while (words >> word) master.interfaces.push_back(word);
      }
    } else if (first == "$entry") {
      while (words >> word) master.has_mmap_entry = master.has_mmap_entry || word == "mmap";
    } else if (first[0] != '$' && words >> word) {
      master.prefix = word == "-" || word == "--" ? "" : word;
    }
  }
  return master;
}

std::uint32_t newest_version(const Master& master) {
  std::uint32_t newest = 0;
  for (const std::string& version : master.interfaces) newest = std::max(newest, version_of(version));
  return newest;
}

}  // namespace

std::string read_master_file(const std::string& path, Declaration& declaration) {
  std::ifstream file(path);
  if (!file) return "the Master file '" + path + "' cannot be read.";
  const Master master = read(file);
  const std::uint32_t version = newest_version(master);
  const std::string where = "the Master file '" + path + "' ";
  if (version == 0) return where + "names no DDI version: it needs a line such as '$interface ddi 8mp'.";
  if (declaration.ddi_version != 0 && declaration.ddi_version != version)
    return where + "is of another DDI version than ddi=" + std::to_string(declaration.ddi_version) + ".";
  if (version >= 80 && master.has_mmap_entry)
    return where + "names the entry point mmap, which a DDI 8 driver has in its drvops instead.";
  if (version < 80 && !master.has_mmap_entry)
    return where + "does not declare the entry point: before DDI 8 it needs the line '$entry mmap'.";
  if (!declaration.prefix.empty() && declaration.prefix != master.prefix)
    return where + "has another prefix than '" + declaration.prefix + "'.";
  declaration.ddi_version = version;
  declaration.prefix = master.prefix;
  return "";
}

}  // namespace mapproof::ddi

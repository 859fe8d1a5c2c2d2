// Reading a PCI function's files.
// SPDX-License-Identifier: Apache-2.0
#include "pci_bar.hpp"

#include <unistd.h>

#include <array>
#include <climits>
#include <sstream>
#include <vector>

#include "linux/io/quiet_io.hpp"
#include "linux/io/text_file.hpp"

namespace mapproof::lnx {

PciBar read_pci_bar(const std::string& folder, unsigned number) {
  const std::vector<std::string> lines = lines_of(read_text(folder + "/resource"));
  PciBar bar;
  if (number >= lines.size()) return bar;
  std::istringstream fields(lines[number]);
  std::string first, last, flags;
  fields >> first >> last >> flags;
  const bool whole = parse_number(first, bar.first) && parse_number(last, bar.last) && parse_number(flags, bar.flags);
  return whole ? bar : PciBar();
}

std::string link_name(const std::string& link) {
  std::array<char, PATH_MAX> target{};
  const ssize_t length = readlink(link.c_str(), target.data(), target.size() - 1);
  if (length <= 0) return "";
  const std::string path(target.data(), static_cast<std::size_t>(length));
  return path.substr(path.rfind('/') + 1);
}

std::string driver_behind(const std::string& folder) { return link_name(folder + "/driver"); }

bool is_driven(const char* driver_link) {
  std::array<char, 256> target{};
  const ssize_t length = readlink(driver_link, target.data(), target.size());
  if (length <= 0) return false;
  const std::string_view path(target.data(), static_cast<std::size_t>(length));
  return !keeps_free(path.substr(path.rfind('/') + 1));
}

bool decodes_memory(const char* config) {
  const int file = quiet_open(config, O_RDONLY);
  std::array<unsigned char, 6> bytes{};
  const bool read = file >= 0 && quiet_pread(file, bytes.data(), bytes.size(), 0) == static_cast<long>(bytes.size());
  if (file >= 0) quiet_close(file);
  return !read || (bytes[4] & 0x2) != 0;
}

bool keeps_free(std::string_view driver) { return driver == "pci-stub" || driver == "uio_pci_generic"; }

}  // namespace mapproof::lnx

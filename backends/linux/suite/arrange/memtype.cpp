// Reads the list of memory types in /sys/kernel/debug/x86/pat_memtype_list.
// SPDX-License-Identifier: Apache-2.0
#include "memtype.hpp"

#include <unistd.h>

#include <cstdio>

#include "arrange.hpp"
#include "linux/io/text_file.hpp"

namespace mapproof::lnx {
namespace {

struct MemtypeLine {
  unsigned long long first = 0;
  unsigned long long end = 0;  // exclusive
  std::string type;
};

// "PAT: [mem 0xfe000000-0xfe001000] uncached-minus" since Linux 5.7, "uncached-minus @ 0xfe000000-0xfe001000" before.
bool parse(const std::string& text, MemtypeLine& line) {
  char type[32] = "";
  if (std::sscanf(text.c_str(), "PAT: [mem %llx-%llx] %31s", &line.first, &line.end, type) != 3 &&
      std::sscanf(text.c_str(), "%31s @ %llx-%llx", type, &line.first, &line.end) != 3) {
    return false;
  }
  line.type = type;
  return true;
}

std::uint32_t caching_named(const std::string& type) {
  if (type.rfind("uncached", 0) == 0) return MAPPROOF_UNCACHED;
  if (type == "write-combining") return MAPPROOF_WRITE_COMBINING;
  if (type == "write-back" || type == "write-through" || type == "write-protected") return MAPPROOF_CACHED;
  return MAPPROOF_CACHING_UNKNOWN;
}

}  // namespace

mapproof_arrange_outcome memtype_of(const std::string& path, std::uint64_t physical, std::uint32_t& caching) {
  const std::string text = read_text(path);
  if (text.empty()) {
    return cannot(
        "the kernel's list of memory types cannot be read: it exists on x86, for root, with debugfs mounted "
        "(mount -t debugfs none /sys/kernel/debug)");
  }
  for (const std::string& written : lines_of(text)) {
    MemtypeLine line;
    if (!parse(written, line) || physical < line.first || physical >= line.end) continue;
    caching = caching_named(line.type);
    return done();
  }
  return cannot("the kernel's list of memory types does not hold this range");
}

}  // namespace mapproof::lnx

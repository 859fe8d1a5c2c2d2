// Keeps the answers of a backend of its own, which counts how often it is really asked.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <mapproof/offset_cache.hpp>

namespace {

int asked = 0;

mapproof_status_outcome mem_offset64(mapproof_session*, const mapproof_offset_request* request) {
  ++asked;
  *request->offset = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(request->address) ^ 0x1000000000);
  return {0, 0};
}

}  // namespace

int main() {
  mapproof_backend backend{};
  backend.abi = MAPPROOF_ABI;
  backend.struct_size = sizeof backend;
  backend.mem_offset64 = mem_offset64;
  mapproof::OffsetCache cache(backend, nullptr);
  alignas(4096) static std::array<char, 4096> page;

  const bool same = cache.find(page.data()) == cache.find(page.data());
  const int before = asked;
  { const mapproof::OffsetCache::Change change(cache, page.data(), page.size()); }
  cache.find(page.data());

  std::printf("the same: %s, asked %d time, after a change %d more\n", same ? "yes" : "no", before, asked - before);
  return same && before == 1 && asked == 2 ? 0 : 1;
}

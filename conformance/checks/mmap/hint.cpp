// Checks: an address without MAP_FIXED is a hint to mmap(), and what is there stays, whatever is mapped.
// SPDX-License-Identifier: Apache-2.0
#include "core/bystanders.hpp"
#include "objects.hpp"
#include "pool.hpp"
#include "requirements/mmap.hpp"

namespace mapproof {
namespace {

class HintCheck : public Check {
 protected:
  void expect_kept(MmapRequest request) const {
    expect_bystanders_kept(page(), [&](void* hint, std::size_t length, std::uintptr_t* placed) {
      request.address = hint;
      request.length = length;
      auto mapping = map_object(session(), request);
      if (mapping) *placed = mapping->number();
      if (mapping) mapping->release();
      return mapping.has_value();
    });
  }
};

CHECK_REQUIREMENT_WITH(HintCheck, MMP_20, AnonymousMemoryOverlaysNothing) { expect_kept(anonymous(page())); }

CHECK_REQUIREMENT_WITH(HintCheck, MMP_20, FileOverlaysNothing) {
  const TemporaryFile file(2 * page());
  expect_kept({.protection = read_write, .fd = file.read_write()});
}

CHECK_REQUIREMENT_WITH(HintCheck, MMP_20, PrivateFileOverlaysNothing) {
  const TemporaryFile file(2 * page());
  expect_kept({.protection = read_write, .flags = MAPPROOF_MAP_PRIVATE, .fd = file.read_write()});
}

CHECK_REQUIREMENT_WITH(HintCheck, MMP_20, PhysicalMemoryOverlaysNothing) {
  const mapproof_window& window = pages_to_map(2);
  expect_kept({.offset = window.physical, .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PHYS});
}

CHECK_REQUIREMENT_WITH(HintCheck, MMP_20, TypedMemoryOverlaysNothing) {
  if (!session().has(&mapproof_backend::posix_typed_mem_open)) throw Untested{"there is no typed memory here."};
  const Pool pool(session(), Pool::any);
  const PoolDescriptor descriptor(pool, MAPPROOF_TYPED_ALLOCATE);
  expect_kept({.protection = read_write, .fd = descriptor.number()});
}

CHECK_REQUIREMENT_WITH(HintCheck, MMP_20, MemoryThatTheSubjectGaveKeepsItsBytes) {
  for (const auto kind : {MAPPROOF_MEMORY_ANONYMOUS, MAPPROOF_MEMORY_SHARED}) {
    void* const given_memory = memory(kind, page());
    store_to<std::uint32_t>(given_memory, 0xCA4A'0020);
    MmapRequest request = anonymous(page());
    request.address = given_memory;

    const auto mapping = given(map_object(session(), request));

    EXPECT_NE(mapping.address(), given_memory);
    EXPECT_EQ(load_from<std::uint32_t>(given_memory), 0xCA4A'0020u);
  }
}

}  // namespace
}  // namespace mapproof

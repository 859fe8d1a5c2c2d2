// Checks: mem_offset() on what mmap_device_memory() mapped.
// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

namespace mapproof {

CHECK_BOTH_FORMS(MOF_28, OffsetIsWhatWasMapped) {
  const DeviceMapping device = device_mapping(4 * page());

  const auto found = look_up(device.mapping.at(page() + 123), 1);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, device.physical + page() + 123);
}

CHECK_BOTH_FORMS(MOF_28, RunReachesTheEndOfTheMapping) {
  const DeviceMapping device = device_mapping(4 * page());

  const auto found = look_up(device.mapping.at(page()), SIZE_MAX);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, 3 * page());
}

}  // namespace mapproof

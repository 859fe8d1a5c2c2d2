// Reading the capabilities of a VFIO region.
// SPDX-License-Identifier: Apache-2.0
#include "vfio_areas.hpp"

#include <linux/vfio.h>

#include <cstring>

namespace mapproof::lnx {

MappableAreas mappable_areas(const unsigned char* bytes, std::size_t length) {
  vfio_region_info region{};
  std::memcpy(&region, bytes, sizeof region);
  MappableAreas areas;
  if ((region.flags & VFIO_REGION_INFO_FLAG_MMAP) == 0) return areas;
  std::uint32_t place = (region.flags & VFIO_REGION_INFO_FLAG_CAPS) != 0 ? region.cap_offset : 0;
  while (place != 0 && place + sizeof(vfio_info_cap_header) <= length) {
    vfio_info_cap_header header{};
    std::memcpy(&header, bytes + place, sizeof header);
    if (header.id == VFIO_REGION_INFO_CAP_SPARSE_MMAP) break;
    place = header.next;
  }
  vfio_region_info_cap_sparse_mmap sparse{};
  if (place == 0 || place + sizeof sparse > length) return {{0, region.size}};
  std::memcpy(&sparse, bytes + place, sizeof sparse);
  for (std::uint32_t i = 0; i < sparse.nr_areas; ++i) {
    vfio_region_sparse_mmap_area area{};
    const std::size_t at = place + sizeof sparse + i * sizeof area;
    if (at + sizeof area > length) break;
    std::memcpy(&area, bytes + at, sizeof area);
    if (area.size != 0) areas.emplace_back(area.offset, area.size);
  }
  return areas;
}

}  // namespace mapproof::lnx

// Which descriptors are not files of the real system.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mapproof::stub {

bool is_typed(int fd);

/// Whether it is the last one of shm_open().
bool is_shared_object(int fd);

}  // namespace mapproof::stub

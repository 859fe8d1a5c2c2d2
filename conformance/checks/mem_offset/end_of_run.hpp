// How checks of all four lookups put an end to what is mapped where the frames themselves go on.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "host/session.hpp"

namespace mapproof {

/// Takes whole pages out of memory of the check's own. Untested if the subject cannot.
void cut_out(const Session& session, void* address, std::size_t length);

/// Puts a page of a device in the place of one of the check's own. Untested if the subject cannot.
void map_over(const Session& session, void* address, std::uint64_t physical);

}  // namespace mapproof

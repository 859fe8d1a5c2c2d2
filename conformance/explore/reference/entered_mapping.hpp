// What mmap() leaves in the reference.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordinary_map_rule.hpp"

namespace mapproof::explore {

/// The descriptor of an object. The first one that is asked for makes the file, whose words are known from then on.
std::optional<int> open_object(World& world, Object object);

/// The pages of a granted request, in place of what was there.
void enter(World& world, const OrdinaryAsked& asked, std::uint64_t address);

/// Brings a page in by a store, or by a load if nothing may be stored. False if its protection allows neither.
bool touch(World& world, std::uint64_t address);

/// A word was stored at an address of ordinary memory: who else sees it, and who does not.
void follow_store(World& world, Page& page, std::size_t offset);

/// What the file must hold now at the place behind an address of a mapping of it; nothing if nobody can say.
std::optional<std::uint64_t> word_in_file(const World& world, const Page& page, std::size_t offset);
/// The number of a byte of the file.
std::uint64_t place_in_file(const World& world, const Page& page, std::size_t offset);

}  // namespace mapproof::explore

// Keeps descriptors by name and by number.
// SPDX-License-Identifier: Apache-2.0
#include "typed_descriptor.hpp"

#include <algorithm>

#include "world.hpp"

namespace mapproof::explore {

void TypedDescriptors::add(std::uint32_t name, TypedDescriptor descriptor) {
  all_.push_back(std::move(descriptor));
  ids_[name] = static_cast<std::uint32_t>(all_.size());
}

void TypedDescriptors::close(std::uint32_t name) { all_[ids_.at(name) - 1].is_open = false; }

void TypedDescriptors::clear() {
  all_.clear();
  ids_.clear();
}

const TypedDescriptor* TypedDescriptors::named(std::uint32_t name) const {
  const auto found = ids_.find(name);
  return found == ids_.end() ? nullptr : &of_id(found->second);
}

std::uint32_t TypedDescriptors::id_of(std::uint32_t name) const { return ids_.at(name); }

const TypedDescriptor* TypedDescriptors::numbered(int number) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [&](const TypedDescriptor& each) { return each.is_open && each.number == number; });
  return found == all_.end() ? nullptr : &*found;
}

void close_all(World& world) {
  for (const TypedDescriptor& each : world.descriptors.all()) {
    if (each.is_open && world.table().close_descriptor != nullptr) {
      world.table().close_descriptor(world.handle(), each.number);
    }
  }
  world.descriptors.clear();
}

}  // namespace mapproof::explore

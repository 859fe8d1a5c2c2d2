// One opened target with its reference.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/catalogue.hpp"
#include "core/profile.hpp"
#include "explore/draw/generator.hpp"
#include "explore/reference/arena.hpp"
#include "explore/reference/world.hpp"
#include "options.hpp"
#include "record/recorded_backend.hpp"

namespace mapproof::explore {

class OpenTarget {
 public:
  explicit OpenTarget(const Options& options)
      : loaded_(load_backend(options.backend())),
        backend_(recorded(loaded_)),
        session_(backend_, {options.target, std::string(name_of(options.profile)), options.may_write()}),
        rows_(all_requirements(), options.profile),
        arena_(session_.page()),
        world_(session_, rows_, arena_) {}

  World& world() { return world_; }
  Capabilities capabilities() const { return capabilities_of(session_.table(), session_.handle(), session_.facts()); }

 private:
  Backend loaded_;
  Backend backend_;  ///< the same, behind a table that records if there is a call log
  Session session_;
  Rows rows_;
  Arena arena_;
  World world_;
};

}  // namespace mapproof::explore

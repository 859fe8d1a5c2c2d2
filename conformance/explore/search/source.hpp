// Where sequences come from: random ones without end, or all of one length.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "explore/draw/enumeration.hpp"
#include "options.hpp"

namespace mapproof::explore {

class Source {
 public:
  Source(const Options& options, const Capabilities& capabilities) : options_(options), capabilities_(capabilities) {
    if (options.exhaustive != 0) all_.emplace(capabilities, options.exhaustive);
  }

  Sequence at(std::uint64_t number) const {
    return all_ ? all_->at(number) : make_sequence(capabilities_, options_.seed, number, options_.steps);
  }
  std::uint64_t size() const { return all_ ? all_->size() : UINT64_MAX; }
  std::size_t alphabet() const { return all_ ? all_->alphabet() : 0; }

 private:
  const Options& options_;
  Capabilities capabilities_;
  std::optional<Enumeration> all_;
};

}  // namespace mapproof::explore

// Delta debugging over steps, then over arguments.
// SPDX-License-Identifier: Apache-2.0
#include "shrink.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "explore/language/form.hpp"
#include "explore/language/plainer.hpp"

namespace mapproof::explore {
namespace {

// Bits before numbers and places.
std::vector<Argument> by_plainness(Call call) {
  std::vector<Argument> arguments(arguments_of(call).begin(), arguments_of(call).end());
  std::sort(arguments.begin(), arguments.end());
  return arguments;
}

/// The best sequence so far.
class Shrinker {
 public:
  Shrinker(Sequence sequence, std::size_t failing, const Trial& trial, std::size_t most_trials)
      : best_(std::move(sequence)), trial_(trial), left_(most_trials) {
    cut_after(failing);
  }

  const Sequence& best() const { return best_; }

  // Pieces of half the sequence first; a round in which one could go is repeated with the same size.
  void leave_out_steps() {
    for (std::size_t size = std::max<std::size_t>(best_.size() / 2, 1); size != 0 && left_ != 0;) {
      const bool smaller = leave_out_pieces(size);
      if (!smaller || size >= best_.size()) size /= 2;
    }
  }

  bool simplify_arguments() {
    bool simpler = false;
    for (std::size_t i = 0; i < best_.size(); ++i) {
      // After each success the step is another one, with plainer forms of its own.
      while (i < best_.size() && try_plainer(i)) simpler = true;
    }
    return simpler;
  }

 private:
  void cut_after(std::size_t failing) {
    if (failing + 1 < best_.size()) best_.resize(failing + 1);
  }

  bool try_out(Sequence candidate) {
    if (left_ == 0) return false;
    --left_;
    const std::optional<std::size_t> failing = trial_(candidate);
    if (!failing) return false;
    best_ = std::move(candidate);
    cut_after(*failing);
    return true;
  }

  bool try_plainer(std::size_t place) {
    for (const Step& plainer : plainer_than(best_[place])) {
      Sequence candidate = best_;
      candidate[place] = plainer;
      if (try_out(std::move(candidate))) return true;
    }
    return false;
  }

  // From the end, because what is late depends on what is early.
  bool leave_out_pieces(std::size_t size) {
    bool smaller = false;
    std::size_t end = best_.size();
    while (end != 0 && left_ != 0) {
      const std::size_t start = end > size ? end - size : 0;
      Sequence candidate = best_;
      candidate.erase(candidate.begin() + static_cast<std::ptrdiff_t>(start),
                      candidate.begin() + static_cast<std::ptrdiff_t>(end));
      smaller = (!candidate.empty() && try_out(std::move(candidate))) || smaller;
      end = std::min(start, best_.size());
    }
    return smaller;
  }

  // Each differs in one argument; the plainest first.
  static std::vector<Step> plainer_than(const Step& step) {
    std::vector<Step> plainer;
    add_with<&Step::situation, no_situation>(step, plainer);
    for (const Argument argument : by_plainness(step.call)) add_plainer(argument, step, plainer);
    return plainer;
  }

  Sequence best_;
  const Trial& trial_;
  std::size_t left_;
};

template <class NumberOf>
Sequence with_names(Sequence sequence, NumberOf number_of) {
  for (Step& step : sequence) {
    for (Operand Step::*member : {&Step::address, &Step::length, &Step::physical, &Step::descriptor}) {
      Operand& operand = step.*member;
      const bool named = operand.base == Operand::Base::result || operand.base == Operand::Base::frame ||
                         operand.base == Operand::Base::descriptor || operand.base == Operand::Base::left;
      if (named) operand.index = number_of(operand.index);
    }
    if (step.result != no_result) step.result = number_of(step.result);
  }
  return sequence;
}

}  // namespace

Sequence shrink(Sequence sequence, std::size_t failing, const Trial& trial, std::size_t most_trials) {
  Shrinker shrinker(std::move(sequence), failing, trial, most_trials);
  shrinker.leave_out_steps();
  // A plainer argument may make another step superfluous, and the other way round.
  while (shrinker.simplify_arguments()) shrinker.leave_out_steps();
  return renamed(shrinker.best());
}

Sequence renamed(Sequence sequence) {
  std::map<std::uint32_t, std::uint32_t> names;
  return with_names(std::move(sequence), [&](std::uint32_t name) {
    return names.emplace(name, static_cast<std::uint32_t>(names.size())).first->second;
  });
}

Sequence with_names_from(Sequence sequence, std::uint32_t first) {
  return with_names(std::move(sequence), [first](std::uint32_t name) { return first + name; });
}

}  // namespace mapproof::explore

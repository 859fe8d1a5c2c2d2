// Derives pairs, and makes their calls.
// SPDX-License-Identifier: Apache-2.0
#include "pairs.hpp"

#include "calls/needs.hpp"
#include "fault.hpp"
#include "host/errno_name.hpp"

namespace mapproof::precedence {

const std::vector<FaultyCall>& faulty_calls() {
  static const std::vector<FaultyCall> calls = {
      faulty_map(),      faulty_unmap(), faulty_unmap_flags(), faulty_mmap(),       faulty_lookup(),
      faulty_lookup64(), faulty_lock(),  faulty_lock_all(),    faulty_typed_open(), faulty_map_io()};
  return calls;
}

namespace {

const FaultyCall& call_of(const Pair& pair) { return faulty_calls()[pair.call]; }

const Fault& fault_of(const Pair& pair, std::size_t place) { return call_of(pair).faults[place]; }

// Ends the situations of a pair again, whatever happens.
class Conditions {
 public:
  Conditions(const Ground& ground, const Pair& pair) : ground_(ground), pair_(pair) {
    holds_ = begin(pair.first) && (pair.second == pair.first || begin(pair.second));
  }
  ~Conditions() {
    for (const std::size_t place : {pair_.first, pair_.second}) {
      const std::uint32_t condition = fault_of(pair_, place).condition;
      if (condition != no_condition) ground_.provoke(condition, false);
    }
  }
  Conditions(const Conditions&) = delete;
  Conditions& operator=(const Conditions&) = delete;
  bool hold() const { return holds_; }

 private:
  bool begin(std::size_t place) const {
    const std::uint32_t condition = fault_of(pair_, place).condition;
    return condition == no_condition || ground_.provoke(condition, true);
  }

  const Ground& ground_;
  const Pair& pair_;
  bool holds_;
};

bool inject(const Ground& ground, const Pair& pair, Request& request) {
  if (!fault_of(pair, pair.first).inject(ground, request)) return false;
  return pair.second == pair.first || fault_of(pair, pair.second).inject(ground, request);
}

Answer absent(std::string reason) { return {"", std::move(reason)}; }

}  // namespace

std::vector<Pair> all_pairs() {
  std::vector<Pair> pairs;
  for (std::size_t call = 0; call < faulty_calls().size(); ++call) {
    const std::vector<Fault>& faults = faulty_calls()[call].faults;
    for (std::size_t first = 0; first < faults.size(); ++first) {
      for (std::size_t second = first; second < faults.size(); ++second) {
        const bool together = (faults[first].takes & faults[second].takes) == 0;
        if (first == second || together) pairs.push_back({call, first, second});
      }
    }
  }
  return pairs;
}

std::string call_name(const Pair& pair) { return call_of(pair).name; }
std::string first_name(const Pair& pair) { return fault_of(pair, pair.first).name; }
std::string second_name(const Pair& pair) { return fault_of(pair, pair.second).name; }

std::vector<std::string> rows_of(const Pair& pair) {
  std::vector<std::string> rows{fault_of(pair, pair.first).row};
  if (pair.second != pair.first) rows.emplace_back(fault_of(pair, pair.second).row);
  return rows;
}

Answer try_pair(const Subject& subject, const Pair& pair) {
  const Session session(subject.backend, subject.options);
  const FaultyCall& call = call_of(pair);
  if (const std::string missing = missing_need(session, call.needs); !missing.empty()) return absent(missing);
  const Ground ground(session);
  Request request;
  if (!call.prepare(ground, request)) return absent("this target cannot give what a sound call needs.");
  if (!inject(ground, pair, request)) return absent("this target cannot have this fault.");
  const Conditions conditions(ground, pair);
  if (!conditions.hold()) return absent("this target cannot create the situation.");
  const mapproof_status_outcome outcome = call.make(ground, request);
  if (outcome.error == no_ground) return absent("this target cannot give memory of this kind.");
  return {outcome.value == -1 ? errno_name(outcome.error) : "success", ""};
}

}  // namespace mapproof::precedence

// Both ends of the processes that try pairs.
// SPDX-License-Identifier: Apache-2.0
#include "precedence_run.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "core/profile.hpp"
#include "host/cannot_run.hpp"
#include "pairs.hpp"
#include "processes/parent_channel.hpp"
#include "processes/supervisor.hpp"

namespace mapproof::precedence {
namespace {

using Json = nlohmann::ordered_json;

// So many pairs share a process, until one of them ends it.
constexpr std::size_t pairs_of_a_process = 24;

/// Pairs first ... first + count - 1.
struct Share {
  std::size_t first = 0;
  std::size_t count = 0;

  std::string text() const { return std::to_string(first) + "+" + std::to_string(count); }
};

Share share_named(const std::string& text) {
  char* plus = nullptr;
  const std::size_t first = std::strtoull(text.c_str(), &plus, 10);
  const std::size_t count = *plus == '+' ? std::strtoull(plus + 1, nullptr, 10) : 0;
  if (count == 0 || first + count > all_pairs().size()) throw CannotRun("there are no pairs '" + text + "'.");
  return {first, count};
}

Json try_share(const Options& options) {
  const Subject subject{load_backend(options.backend()),
                        {options.target, std::string(name_of(options.profile)), options.may_write()},
                        options.profile};
  const std::vector<Pair> pairs = all_pairs();
  const Share share = share_named(options.run_pairs);
  Json answers = Json::array();
  for (std::size_t i = 0; i < share.count; ++i) {
    const Answer answer = try_pair(subject, pairs[share.first + i]);
    answers.push_back({{"answer", answer.answer}, {"reason", answer.reason}});
  }
  return answers;
}

Json text_or_null(const Json& text) { return text.get<std::string>().empty() ? Json(nullptr) : text; }

Json event_of(const Pair& pair, const Json& answer) {
  return {{"event", "order"},
          {"call", call_name(pair)},
          {"first", first_name(pair)},
          {"second", second_name(pair)},
          {"answer", text_or_null(answer.at("answer"))},
          {"rows", rows_of(pair)},
          {"reason", text_or_null(answer.at("reason"))}};
}

std::vector<Share> whole_shares(std::size_t pairs) {
  std::vector<Share> shares;
  for (std::size_t first = 0; first < pairs; first += pairs_of_a_process) {
    shares.push_back({first, std::min(pairs_of_a_process, pairs - first)});
  }
  return shares;
}

/// Collects the answers of all pairs.
class Collection {
 public:
  explicit Collection(std::size_t pairs) : answers_(pairs) {}

  /// Shares whose process did not live to tell are returned, cut into single pairs.
  std::vector<Share> run(Supervisor& supervisor, const Options& options, const std::vector<Share>& shares) {
    std::vector<std::vector<std::string>> commands;
    for (const Share& share : shares) {
      commands.push_back(subject_arguments(options));
      commands.back().push_back("--run-pairs=" + share.text());
    }
    std::vector<Share> lost;
    const auto keep = [&](std::size_t place, const Ending& ending) { take(shares[place], ending, lost); };
    // There is one device, and the situations of one pair are not those of another.
    supervisor.run(commands, keep, [](std::size_t) { return true; });
    return lost;
  }

  const std::vector<Json>& answers() const { return answers_; }

 private:
  void take(const Share& share, const Ending& ending, std::vector<Share>& lost) {
    if (ending.kind == Ending::Kind::recorded) {
      const Json record = Json::parse(ending.record);
      for (std::size_t i = 0; i < share.count; ++i) answers_[share.first + i] = record.at(i);
      return;
    }
    if (share.count > 1) {
      for (std::size_t i = 0; i < share.count; ++i) lost.push_back({share.first + i, 1});
      return;
    }
    const bool hung = ending.kind == Ending::Kind::timeout;
    answers_[share.first] = {{"answer", hung ? "timeout" : "crashed"}, {"reason", ending.reason}};
  }

  std::vector<Json> answers_;
};

}  // namespace

int be_precedence_process(const Options& options) {
  const ParentChannel parent;
  parent.answer(try_share(options));
  return 0;
}

std::vector<Json> precedence_events(const SignalWatch& signals, const Options& options, Launcher& launcher,
                                    double deadline_seconds) {
  const std::vector<Pair> pairs = all_pairs();
  Collection collection(pairs.size());
  Supervisor supervisor(signals, launcher, options.workers, std::chrono::duration<double>(deadline_seconds));
  const std::vector<Share> lost = collection.run(supervisor, options, whole_shares(pairs.size()));
  if (!lost.empty()) collection.run(supervisor, options, lost);
  std::vector<Json> events;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool alone = pairs[i].first == pairs[i].second;
    const Json& answer = collection.answers()[i];
    // What a fault alone cannot show, no pair of it can: that is said once.
    if (alone || !answer.at("answer").get<std::string>().empty()) events.push_back(event_of(pairs[i], answer));
  }
  return events;
}

}  // namespace mapproof::precedence

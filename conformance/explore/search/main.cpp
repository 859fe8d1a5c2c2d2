// mapproof-explore: looks for random sequences of calls that an implementation answers wrongly.
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>
#include <optional>

#include "batch.hpp"
#include "options.hpp"
#include "processes/launcher.hpp"
#include "processes/operating_system.hpp"
#include "processes/process_server.hpp"
#include "processes/signals.hpp"
#include "run/output/pending_file.hpp"
#include "search.hpp"
#include "tell.hpp"

namespace {

using namespace mapproof;

constexpr int could_not_run = 2;

int run(int argc, char** argv) {
  const explore::ParsedOptions parsed = explore::parse_options(argc, argv);
  if (parsed.done) return *parsed.done;
  const explore::Options& options = parsed.options;
  if (options.run_batch || options.make_script || !options.run_script.empty()) {
    return explore::be_batch_process(options);
  }
  std::optional<PendingFile> program;
  if (!options.reproducer.empty()) program.emplace(options.reproducer);
  const SignalWatch signals;
  Launcher launcher(path_of_this_program(argv[0]));
  const explore::Trials trials(signals, options, launcher);
  const explore::Result result = explore::explore(options, trials);
  explore::tell(result, options);
  if (program && !result.program.source.empty()) {
    program->fill(result.program.source);
    program->commit();
  }
  return result.finding ? 1 : 0;
}

int complain(const std::string& sentence) {
  std::fprintf(stderr, "mapproof-explore: %s\n", sentence.c_str());
  return could_not_run;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int code = asks_for_server(argc, argv) ? serve_processes(argv[0], run) : run(argc, argv);
    if (std::fflush(stdout) != 0)
      return complain("standard output cannot be written: nobody reads it, or a disk is full.");
    return code;
  } catch (const Interrupted& stop) {
    return complain("stopped by " + signal_name(stop.signal) + ": all sequences were stopped.");
  } catch (const std::exception& error) {
    return complain(error.what());
  }
}

// Runs mapproof-conform from its arguments to its exit code.
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "check_process.hpp"
#include "host/cannot_run.hpp"
#include "options.hpp"
#include "processes/operating_system.hpp"
#include "processes/process_server.hpp"
#include "processes/signals.hpp"
#include "run/output/listing.hpp"

namespace mapproof {
namespace {

constexpr int could_not_run = 2;

int run(int argc, char** argv, const PrecedenceStage& precedence) {
  const ParsedOptions parsed = parse_options(argc, argv);
  if (parsed.done) return *parsed.done;
  const Options& options = parsed.options;
  if (!options.run_check.empty()) return be_check_process(options);
  if (!options.run_pairs.empty()) return precedence.be_process(options);
  if (options.probe_open) return be_probe_process(options);
  if (options.list) return print_catalogue(options);
  const SignalWatch signals;
  Launcher launcher(path_of_this_program(argv[0]));
  return options.facts ? print_facts(signals, options, launcher)
                       : run_conformance(signals, options, launcher, precedence);
}

// Where a standard descriptor is closed, the next file or pipe would take its number and be taken for it. What holds
// the place cannot be written to, so that a lost answer is noticed.
void hold_standard_descriptors() {
  for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
    if (fcntl(number, F_GETFD) == -1) (void)!open("/dev/null", O_RDONLY);
  }
}

int complain(const std::string& sentence) {
  std::fprintf(stderr, "mapproof-conform: %s\n", sentence.c_str());
  return could_not_run;
}

}  // namespace

int conform_program(int argc, char** argv, const PrecedenceStage& precedence) {
  hold_standard_descriptors();
  testing::InitGoogleTest();
  try {
    const auto run_once = [&](int count, char** words) { return run(count, words, precedence); };
    const int code = asks_for_server(argc, argv) ? serve_processes(argv[0], run_once) : run_once(argc, argv);
    if (std::fflush(stdout) != 0)
      return complain("standard output cannot be written: nobody reads it, or a disk is full.");
    return code;
  } catch (const Interrupted& stop) {
    const std::string stopped = "stopped by " + signal_name(stop.signal) + ": all checks were stopped and ";
    if (stop.kept.empty()) return complain(stopped + "no result was written.");
    return complain(stopped + "the results so far are kept in '" + stop.kept +
                    "': run the same command with --resume to continue.");
  } catch (const std::exception& error) {
    return complain(error.what());
  }
}

}  // namespace mapproof

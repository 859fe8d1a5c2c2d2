// mapproof-conform: runs the checks against one target of one backend.
// SPDX-License-Identifier: Apache-2.0
#include "precedence/precedence_run.hpp"
#include "run/program.hpp"

int main(int argc, char** argv) { return mapproof::conform_program(argc, argv, mapproof::precedence::stage); }

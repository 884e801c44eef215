// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target on every file of folders, for compilers and tests without libFuzzer.
#include "fuzz.hpp"

#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::cerr << "usage: " << argv[0] << " FOLDER...\n";
        return 2;
    }
    int files = 0;
    for (int i = 1; i != argc; ++i)
        for (auto const& entry : std::filesystem::directory_iterator(argv[i])) {
            std::cout << entry.path().filename().string() << std::endl;  // flushed: the next may not return
            std::ifstream file(entry.path(), std::ios::binary);
            std::string const text(std::istreambuf_iterator<char>(file), {});
            if (LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(text.data()), text.size()) != 0)
                return 1;
            ++files;
        }
    std::cout << files << " inputs\n";
    return files == 0 ? 1 : 0;
} catch (std::exception const& e) {
    std::cerr << e.what() << '\n';
    return 1;
}

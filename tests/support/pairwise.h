#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <vector>

namespace support {

/// A level, counted from 0, of each setting.
using Combination = std::vector<int>;

/// All combinations of `levels` (how many each setting has) that are allowed.
inline std::vector<Combination> everyCombination(
    const std::vector<int> &levels, const std::function<bool(const Combination &)> &isAllowed)
{
    std::vector<Combination> all{{}};
    for (const int count : levels) {
        std::vector<Combination> longer;
        for (const Combination &combination : all)
            for (int level = 0; level < count; ++level) {
                longer.push_back(combination);
                longer.back().push_back(level);
            }
        all = std::move(longer);
    }
    std::erase_if(all, std::not_fn(isAllowed));
    return all;
}

using LevelPair = std::array<size_t, 4>;   // setting, level, another setting, its level

inline std::set<LevelPair> pairsIn(const Combination &combination)
{
    std::set<LevelPair> pairs;
    for (size_t one = 0; one < combination.size(); ++one)
        for (size_t other = one + 1; other < combination.size(); ++other)
            pairs.insert({one, static_cast<size_t>(combination[one]), other, static_cast<size_t>(combination[other])});
    return pairs;
}

/// Few of the combinations, which together have every pair of levels that all of them have: again and again the one
/// that adds most.
inline std::vector<Combination> everyPair(const std::vector<Combination> &all)
{
    std::set<LevelPair> missing;
    for (const Combination &combination : all)
        missing.merge(pairsIn(combination));
    const auto added = [&missing](const Combination &combination) {
        return std::ranges::count_if(
            pairsIn(combination), [&missing](const LevelPair &pair) { return missing.contains(pair); });
    };
    std::vector<Combination> chosen;
    while (!missing.empty()) {
        chosen.push_back(*std::ranges::max_element(all, {}, added));
        for (const LevelPair &pair : pairsIn(chosen.back()))
            missing.erase(pair);
    }
    return chosen;
}

}   // namespace support

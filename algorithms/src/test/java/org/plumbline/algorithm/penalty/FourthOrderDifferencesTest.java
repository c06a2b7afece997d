package org.plumbline.algorithm.penalty;

class FourthOrderDifferencesTest implements NormalisedContract {
    @Override
    public int order() {
        return 4;
    }
}

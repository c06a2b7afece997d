package org.plumbline.algorithm.penalty;

class SecondOrderDifferencesTest implements NormalisedContract {
    @Override
    public int order() {
        return 2;
    }
}

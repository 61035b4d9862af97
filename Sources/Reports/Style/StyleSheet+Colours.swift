extension StyleSheet {
    /// Colours, light and dark. Text on its ground has a contrast of at least 4.5 to 1.
    static let colours = """
        :root {
        color-scheme: light dark;
        --paper: #fbfaf7; --sheet: #ffffff; --ink: #22252b; --quiet: #5b6270; --rule: #dedad1; --faint: #efece5;
        --accent: #1f5f8b; --wash: #e8f0f5; --alarm: #8a4b08; --alarm-wash: #fbf1e0;
        --tonic: #3b78b5; --subdominant: #3f8f63; --dominant: #cf6a33; --applied: #8a5fb0; --mixture: #b08a1e;
        --other: #b9b6ae; --mark: #ffffffd0;
        --step-0: #f3f1ec; --step-1: #dbe7f0; --step-2: #b6d0e3; --step-3: #86b0cf; --step-4: #3f78a3; --step-5: #1f5279;
        --on-low: #22252b; --on-high: #ffffff;
        --letter-0: #d6e4ef; --letter-1: #f3ddcc; --letter-2: #d5e8da; --letter-3: #e5dbef; --letter-4: #f1e7c3;
        --letter-5: #e2e1dd;
        --vocals: #b4533c; --drums: #5b6270; --bass: #2f7d5b; --other-stem: #1f5f8b; --guitar: #8a6d12; --piano: #7a559c;
        --bar: #22252b38; --beat: #22252b16;
        }
        @media (prefers-color-scheme: dark) {
        :root {
        --paper: #15171b; --sheet: #1c1f24; --ink: #e9e6df; --quiet: #a5abb6; --rule: #353941; --faint: #24282e;
        --accent: #8fc1e6; --wash: #1d2c38; --alarm: #edb86a; --alarm-wash: #30271a;
        --tonic: #5f9bd6; --subdominant: #5cb085; --dominant: #e58a55; --applied: #ae87d3; --mixture: #cda63b;
        --other: #6b6f77; --mark: #15171bc0;
        --step-0: #22262c; --step-1: #25384a; --step-2: #2c4d68; --step-3: #356589; --step-4: #6aa6d3; --step-5: #a5d0f0;
        --on-low: #e9e6df; --on-high: #10161b;
        --letter-0: #23394b; --letter-1: #4a3122; --letter-2: #213f2f; --letter-3: #3a2d4a; --letter-4: #423a1b;
        --letter-5: #35383d;
        --vocals: #e08a72; --drums: #a5abb6; --bass: #5cb690; --other-stem: #7db7e0; --guitar: #d0b04a; --piano: #b996da;
        --bar: #e9e6df40; --beat: #e9e6df18;
        }
        }
        """
}

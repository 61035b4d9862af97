// Written by training/chord-statistics/make.py from the McGill Billboard annotations (CC0): 588 songs.

/// Counted tables, one character for each log-probability: see `PackedTable`.
enum ChordStatisticsTables {
    /// Share of time [2 modes, 157 states], roots counted from the tonic.
    static let shares = """
        U2l]`p;r?bhQzw~Q~Ze~p~L~~G~`~lV~J{gt|X~~y~[~~q~z~q~R~]n~j~Y~~g~}~}t~W~|~~y~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\
        ~~~~~~~~~~~~~~~~~~~~~~~~~i~~~~g~v~~~~~~~~~t~~~~~~QikjH|OzVD~B~3|~~}L~R~e~z}{~i~P~Rm~d~~}~w~~}~S~y~;~z~~N~Zz~\
        o~e~~n~_~b|~c~~~~}~y~~~~s~~~~~~~~~~~~~~~~~~~~h~~~~~~w~~~~~~~~~~~~~~~~~~~~~~~~~~h~~m~j~k~~~~~~~~~~~
        """

    /// Next chord [2 modes, 73 classes, 73 classes] at a change.
    static let transitions = """
        |-`UUc>cDZ_OdjzPqZctfwRrqE~dzlYyVtkqw_~~~~x~c~~~~~~h~~~~r~~~~~~~~~~~~~~~~_P~ZTy2~;^gDmd~B~QV~[~@~~O~b~ga~Kwe\
        ~~U~~~~b~X~}~~~~~u~~|~~~~~u~~~~~~~~~~~[9SVD[N;T8`OUPVaYhNiti~R|Wqvltaqbcrhy`L~y~syyv~i~~mt~~~~~~~~~~~~~~o~~~\
        ~~~e7RdnU?w4v?Os~|V~E}Pe~V~Rq~d~l{~QtU~}p~s~u~hb~m~~~~~~~~~~~~~~~~~~~~~~~~~~o@RUTx2iRC|8uQ~GdgP~R`we~]wq{~Q~\
        fkto~x~}u~_~ju~]~~~~~~~~o~~~~~~~~~~~~~~~~]=^IQ[DOB`=^B~ZScSeSog:~aftirZqhcn]xd}^v~fhp~~b~t~~~~~|~~~~~~~~~~~~\
        ~~~~~~n-~mXiS~5e}N~u~N~M^~h~Pv~U~d~oj~N~pp~l~~~ze~L~~~~~~{~~~p~z~~~~~~~~~~~~~~~[J7WKHCYMATU>u]zXdOioJ`Vcgkln\
        cWfgboik{_~~wd[Zo~wv~~~z~~{~~z~~~~~~~~~~~~~~^-~Qh{4tbraV~l~H~O~~~~F~~p~v~hj~U~y~~d~~~~y~[~s~~~~~~y~~~u~~~~~~\
        ~~~~y~~~~h@?p@lILH]n5idwec~H~Sye`~^~{Z|]~Nm~M~w{~~tg~GpsX~~~~~~~~~~~~r~~~~~~~~~~~~`Ak7kM>g:]_VUzpA~R~WuoU~R^\
        ~T~`ptdrSmm~~O~^~~^~U~j~~~~~~~~~~n~~~~~~~~~~~~~e0qkOs/~PMff~i~]~mc~U~Nm~V~~l~q~U~en~w~t~~h~^~~o~~~~~~~~~~~~~\
        ~~~~~~~~~~~~Y?IQUGA8FSJHYr`ZYLm`~^^afilkr_jF`fhecpg~~i~pt}tloz~r}~~~~y~~~~~~~~~~~~~~~hBSVJ{6aGK|@p[~=vhA}Q~b\
        asZ~]v~P~Suxm~k~r~~a~f~~q~~l{~~~~~~Q~~~~~~~~~z~~~~WAYDQGPHJCC`HZ_NNP_QXWOkVcrniWvQX^[mdym~wcndsuh~m{jto~xp~v\
        ~u~y~~~~~~~y~~~~7l~ik:~8qpJ~r~[uD`~j~K~~f~z~qy~;u_w~j~~~n~~F~~~~~~[~~~u~~~~x~~~~~~~~~~~~ZVFXUOCHVCaCJfb=UPFk\
        dTSUl`onpuUgrHi^k|i~g~_qg`~lzr~tT~w~~x~~~~~~~~~~~~~~~uC~Rln5~B~ghi~~:XS~hi~7~ve~f~c|~P~Oulo~_~~~~O~e~~~p~nq~\
        u~~~~~~~~~~~~~~~~~a.QiHrMSLE{GwY~X`^P~G~__b_~i{~k~Ls~P~c~~~~l~c~~Y~~~x~~~~~~~~~|~~~~~~~~~~~[IRBkCGa5WH_Ng_So\
        EX]b`PrRan^{]kohfZ~L~rl~f~wwue{j~|~l~~h~s~~{~z~~~~~~~~~~n0u_N~:t[LZC~P~E~lK{a~Pm~F~d~~h~f~h`~Z~}~~h~^~yb~~~c\
        ~~~~~~~~~~~~~~~~~~~~~WJEXCFTEFSHJ?eVPQR[WU[OUeqZdd]ae_fp^bj^~{j}lrs~dnyv~u~m~~h{{~~~~x~~~{~~~~r:~Ulf2~<_pM~~\
        ~=~Da~]~Y~ia~M~b~~[~v~|~~d~gg~h~p~~~yr~~~t~~~~~~~~~}~~~~~~~RBJh@g7K^@`QMSsXQZIqdaN]oSp~TmTo`frS~^mzq~f{xs~m~\
        {~tz~~~y~}z~~~~~~w~~~~~~b7bIkRPZ6rHWhlhVwB_YgzCmaqw^~HjmXza|d~tj~c~~b~i~~~V~|~~|~r~~u~~~~~~~~~~~~W@dpJy1~YZp\
        O~{~Y~y^~g~]~~~{X{~6~<~sd~W~k~~x~z~{c~~~~~~~k~~~~~~~~~~~~~~~~~MKKKPQI>RFQLN]hPW[[PiTPZaF~T`^[RYM`[Wbf}~ulhmv\
        oot~~h~~wmvx~~wzz~~~~~~~~~~Y=|YVrA{7zcNxq~G~Ug~U~L~iYg~~iU~6iT}zr~v~~~~G~n~~~~~~~~~~~~~~~~~~~~~~~~~~QFNdIWDU\
        P:k>ZVmKWYMwcX`TnPeP~`NnXQkNpfqpw~g~fm~n~~zx~t~~~vs~~~~~~~~~~~~~~[CcRl]:hBjJh^ppUrUjhs}0~]cyWo~bl]xJzXb~r~o~\
        ~o~^~~~~~~~~~~~~~~~~~~~~~~~~~~`5lpX~ImTdzG~b~Yzik~f~kf~-~Zum~~H~pX~w~~~~r~r~~v~~~~~~~[~~~~~~~~~~~~~~~~~OOLMV\
        @NP>SOTBoYR[MOd`_YmP_ZRhNM~LZ^iRupp~ihnoytvks{~~z~~y~~~v~~~~~~~~~~~~P*~hchE~Rkqlqb~G~Om~s~N~~G~e~~E}~ir~~o~q\
        ~~~~g~~~~~~~~~~~~~~~u~~~~~~~q~~~~QJ=eGWEPSISDVfZYRXLg[hT[tZ[hWdS]=~^Xllf~~uivYc~o~|wk{~~s~~s~~~~~~~~~g~~~~]E\
        rCr`BpGrVPn{~0~L^og|T}jd~A~WkvIa~rnz~a~|z~f~p~~~~a}~~~~~~~~~~~~~~~~~~~~XCYf<u;`QPoIaU~XSkKwSqOkuB{j_sIx@`P~T\
        b~}z~l~fhwl~~~y|z~~~i~~y~~~~~~~~~~~~S<]N_CROB[O]Shf][<lW]eJkeUj_wHgWOeQ]~yvx~P}zc~jtsx~~w{vy~~}~~~~~~~~~~~~~\
        So)nif~=pUk~V~h~M~fW~j~^~}E~n~~i~b~w{~O~_~~g~v~~t~~~~~~~~~~~~~~~~~~~~~~~~~TG7NMTX?>LUcN[^`QeQ^naT^zZPUfqjbc^\
        pbhY_lfzqgg{wzf~sb}~~m~}~t~s~~~~~~~~~~~c>o<[eC~5]_V~~yH~Kyq^~K}k_~Bvfx~K~c~w[zf~b~~P~z~~~~|t~~~~~~~x~~~~~~~~\
        ~~~~SYL_8U?W_;UG^X~LWhF~Vdd_qUseV]S~eas^~pcgorM~jkzq~q~|tm~{~u~~~~~~~~~~~~~~~ZBvIZEA]CqAK[mlfiFqZtlG~alw_z<X\
        ji~V{gs~^~`lem~G~~~o~~|r~~~{~~~~~~~~~~~~~~bCi}Tw.jRa~@kg~V~aO~X~Uo~^~m~yQyN~~e~u~~~zd~;~~o~~~v~~~u~~~~~~~~~~\
        ~~~~~~~U:QQjMJ>@ORdBsdU^eTXnWab[fjnm]_RK`qvSntx~Z_fWaxzi~~zh~~nr~~~u~~~~~~~~~~~~e,Ufn~B~9^wd~w~_~[~~e~H~~n~v\
        ~ve~B~z~~e~~~~f~j~b~~~~~~~~~~c~~~~~~~~~{~~~~~TV>MJXXLL7SGVX[aZYN|WZaRzfineqViWIX[|maw~zqfSglS~~sy}~my~rj~~~~\
        ~~~~~v~~~~`A{AW_I}@g>Qd}sK~Pkkys6~]q~]~auuXxFinx~d~z|~P~cyk~~y~~~n~~i~~~~~~~~~~~~~~]>Zs?_?bdMi6bN~KdmUyY~H_~\
        T~vmzW~WmmNmG~~w~o~oomc~~~~z~~~{~~~r~~~~~~~~~~~~V<UNkB=UCmJRCt[bbGm`debfSOmo~Mledh]lRdZy~^s|i~Yhho~{~w~z~i~~\
        v~~~~~~~~~~~~VEMecmRN<e^<WXZA__YvUeZ^U`hgyk?dGsjYvgbq~tY~agqh~}xs[{|r~wz~[y~~~~~~{~~~~Y<bKfpUp:OmTOQl8bMhnkk\
        HxQc~S|ngVGemsdj|^~wnqd~Zwxj|vzd~v~z~~||~~~~~~~~~~~T2X_LrWrZIUbiZdHWOU{b~JfyG~mhqi}<e^u{b~wuyq~T~w`~~gx|~Jx~\
        }~~~~~~~~~~~~~~~VEFNXQSmVfKDomf6a=QbhnZd``ihzUex]OW_whnr~^l~bortg~y]w|}X~x{~zy~~~~~~|~~~~XSaDNd7oWhlAWY~EWMF\
        dU{Qweb~S|nOz_uC_gO{_~vV~c~bv~~{uc}~ujy}~|{~~~~~~}~~~~R4iXBUFOTei[OYgY[?QSRdYisM~gckca[riJbg_qzskh`~qb~}xrvd\
        |r~[z~yx~~~~~~z~~~~]4Wk_S@h=lpdusqGzNMjLkL{oRtn~[k~EyqvMn~_~or~H~xzu~~z}~by~~g~~~~~~~~~~~~~~WRMMec4WJJk^pb}J\
        ``LYUYGbu=mW{mOy^^kqxV{snva~bksu~~ztx|~X~y|k{z~~~~~~|~~~~VQkGJnGL?ZM^omqZcJf`Jg3a``ZTilec]tSpwhhr~[lub~[t~~y\
        tw|}sax{~`y~~~~~~|~~~~XRlgGUTc7P`ApY~NuNRxR]ITab~Dh[fyHulZxi{b~vF~W~s_~Tzuy}~u~[|~{{~~~~~~}~~~~TOicbM8kHCQOP\
        UfXg]Q`fa:`N^}fSVPvZ[hn^fxpssjd_sprh|]quy{q~v[~xw~~~~~~y~~~~Z8nihq9XY^MJhOlHxWjiW}HZeM~l~ATkawXtzT}v~_p~K~kx\
        ~~}]{~~w~|~c~}~~~~~~~~~~~K6Vcb`/kSchZZjzXr]AtfwXsr^|fx^bvZqhntewo~ri}_~pr~|wquy{q~uy~xw~~~~~~y~~~~E6IJZd>DM]\
        aTfdsQkU]K_qQlkVv_qcOoSjbgn_qi}lcwWxikxupknstjzor{qp}~~}z~s~~~yGJRGKgL[0_cVifvTmX_p?sTonYxbse^fVmdjpask~neyZ\
        zknzxrmquvm|qu~ss~~~~|~u~~~{DGaIBQIc@<`SecrPjT[m^MPkjUu^pbZnGiafm^ph}kbvVwhjwtojmrsiynqzpo}~~}y~r~~~xGJd_KO;\
        gOSDVifvTnX`pbs2onYybtf^rVbdjpbsk~neyZzlnzxsmquwm|qu~ts~~~~|~u~~~{FJd^]T4TO_W7hfuSmW_pasSJmXxase^qUlWipask~n\
        eyYykmywrmptvl|qt}sr~~~~|~t~~~{DHb[Zd8L;]aHFdsQkU]n_qQlHVv_qcZoSjb[n_qi}lcwWwikwupknrtjzor{qp}~~}z~r~~~xI-hb\
        ajPX;PgZaGyWq[ctewWrq]|ewibuYphmhewo~ri}^}oq}{vqtxzp~ux~wv~~~~~~x~~~~D<A[ZdId;DNSfcPQkU]m_pQlkIu_qcZoSjagm_p\
        h}kbvWwikwupjnrtjynr{qp}~~}y~r~~~xGJX?]gLfOMKDhfv2mX_pbsSnmYmase^qUmdipask~neyZzknzwrmpuvl|qt~ss~~~~|~u~~~{D\
        GaO:dIcL[N<ScsPGU[m_pPkjVuRpbZnRjafm^ph}kbvWwhkwtojmrsiynq{po}~~}y~r~~~xG9d^QGLfO_cDPfuSm4_pasSnmXxahe^qUmdi\
        pask~neyZzkmzwrmpuvl|qt}sr~~~~|~u~~~{rVTSBaHWM@cA^3faggJ|Kc]^fkjl`xM~V_~_nd~~m~j~ju~i}~~w~~~~~~~~~~~~~~~~~~~\
        ~~VWYLGq=o@Bm=h=}U|bC~L~Kscf~gq~W~Ou~kqW~t~~a~]~~mw~~~~~~~~~~~~~~~~~~~z~~~~U]Td;gYGe4nIY9jyU|G|j^~Q{ne~[~[~Y\
        ^~a{if~^~ox~a~h~~~q~~~~~~~~~~~~~~~~~~~~~XKLRMSHb7SRFbT^^xU^rJu6~Tqgarna~Rrrjimxorn~~Z~xxv~~v~~x~~~~~z~~~~~~~\
        ~~~~~cnO^_n9[q9~9|9~lm~A~Mu~a~~~~`~[~_q~_~t~~_~c~ms~V~~~~~x~~~~x~~~~~~~~~~~~~~RTQACXI@FFKLEiNiW]XdYPNjSo^lVg\
        `n[^ufZwv|Yhhe}muqT~~z~~o~m~~~~~~~~~~~~~~~~dXdTBy[hCD~:~2~e~]S~B~^k~q~{z~]~L~~o~c~~~~Q~]~~n~~~~~~~~u~~~~~~~~\
        ~~~~~~~~Vi@YKVMIR4dMEY]~WvFz]FmS`y^x[~SuiZ~`k~r~ghYmo`~io~~~~~~~r~x~~~~~~~~~~~~~~SLnFKnAeT?_Cq2~[~_^|T|Pv`o~\
        ht|Z~H~}swY~z~~p}N~~~~~~~~~~~~~~~~~~~~~~~r~~~~nqV~?~XcMPt/{>|~b~I~J]~R~~g~p~k~Gv~V}~~~e~w~Of~O~~~~~~~~~~|~}~\
        ~~~~~~~~~~~SPX<QEGU=A]FJOUTtUrfZTTiNpdcifZuW[ok^~}pvlstbcphb~~~~~~}~~z~~~~~~~~~~~~~~f]b}@~N{Y:zK~.au~~F~E~oz\
        ~~u~c~_~`j~s~i~~m~[~wm~l~~~~~~~~~~~~m~~~~~~~~~~~~S[BNGFT?MAKAWQOlWZ[muKgP^wYr[o_m]Z~V^nj~gptiti~Wc~~h~~x~~~~\
        ~{~~~~~~~x~~~~`kirC~A~f9~;u@se~~<~H~{fm~~~h~>~Ue~b~m~~v~a~q~~a~~~y~~~~~~y~~~~~~~~~V~~~~V[WFHOYFU:PXJ?TcTdPcD\
        L]`Sve{Wmpe[Wzed}u~Zoicxf~xg~yo~~u~~~~y~~~~~~~~|w~~~bLdb?nBtGUf9~<lZt_V~BoQisk~sz{T~At~e~c~~~}O~U~~g~~~k~~~~\
        ~~~~u~~~~~~~~~~~~]sE^NYOJd6p?PIYaZm?~ZNdLkveea~QywN~Wn~s~c~]rn[~`v~~r~~w~v~~~~~~~~~~~~~~|~XFmBLf<[>UTLWHkMcV\
        QlPiDbFgrdnvgyM~gfdd~p~wzqVvozq~{~~t|z~~x~z~~~~~~~~~~~ygf`~A~jfS;~@~2~gm~Q~>~~W~|~kj~_~Po~Y~~~~u~e~N~~P~~~W~\
        ~~yh~~~~~~~~~~~~~~~~U^J?[LKX?CORKFNahSFiQNXaJn[fem`zeZsxR|uvzmwpwaug^~~~w~vqt~~~u~v~~~~~{~~~~W[he?~Dvk9~F~3~\
        ]~~<~X~du~b~yl~`~l~~R~Y~~z~O~t~~e~~~~~~~~~~~~~~~~~~~~~~~~~XjE^?Oa@SGWFMENeRiRlMR`Ce~PsUu]wdb~We[h~ayzazg~Xj~\
        ~~~~[~u{{~~~~~y~~~m~~~~`No5Wb=wCPo>iItLrVW~HfShXh~WnuM~Uy~woc~o~~f~]~~~t~~u~~~{~~s~y~~~~~~~~~~~~ceNp<tKNp9sQ\
        ]:orXtB~_[cWsmj~=~T~hf~f~h{~R~g~~j~e~~~v~~~~r~~~~~~~~~~~~~~~~WJVAQPLN:YPGaDS_lDOfQeIWSzaa{^ZsQjukj}rpmfxs]~u\
        xn~~~~~~~~y~~j~~~~~~w}~~~~XWY`Iv:sMIsAwEs[{t<~CpYbm~mff~B~Dm~Tj[~~v~Y~gy~d~~~~~~~~f~~~~~~~~~~~~~~~~OhLPI[U@a\
        9aIS?`fYrRe`LaRa]~gQvWe_I~V[ip~d~jiuj~Wp~~f~~w~V~~~x~~~~~~~y~~~~SQUOGhGh:Y_DiEi_o]]~=uJf^[P~_mV~@pi[je~t|~n~\
        U~~i{~~~~~~~v~~~~~~~~~~~}~~~~TiToHhU]e1~Df@ljkuJ~`UvQtlaU~~F~SQ~Fys~~c~k~eg~h~~~g~~~~|~y~~~~~~~~~~~~~~LQXFSU\
        BWELIRQFWXb]OkXdBiKh^UM~MmPdbdPh{tdmrufrpqo~~k~~n~~~s{y~~~~{~~v~~~~ZahqO~VjgR~?~)~kx{]~V~c[~f~yYp~~Sc~Y~g~~u\
        ~f~vr~T~~~~~~~~~~~~~~~~~~~~d~~~~MhINKTVLHC[LDRMcX_IsRRe`KpLjTcE~ORz_Pwv~dtakri~gc|~{~~{~j~~~s~~~~~~|w~~~~^Jx\
        [NyOyVFwM{*~[|lG~[x`y{^~cq~L~~h~m~U~~z~f~f~~z~~~~~~p~~~~~~~~~~~~~r~~~~ShAkAcSQc>dI]NRtToF{Q`eStqRxI}Pp;~~Mor\
        p~f~gwYe~d~~~Z~~~~|~t~~~~~~~~~r~~~~NQa<XWE^CRZ?aPjIuOQpKaUbVglPh^UvCV~Y_n~lxxez[nwts~~k~~~~t~~~~~~~~~~~y~~~~\
        [f[c7~LbaC~Fg6}r[~@~Qjgdvhs{F~G~ZL~~uq~~a~j~os~a~~~x~~~~~~~~|~~~~~~~~~~~~IOSINEWJGETNQAShgKXbQRSWZaVe_YXaRWh\
        M~uw~ihpqajy_e{~y~zl~~~t~~~~~~~~~u~~~z_AX[L~9_SB~@s<~R~iC~Nd]zkW[ly~R~T}~d|[~az~U~a~~Vw~~~~~g~~~t~~~~~~~~~{~\
        ~~~Uc;RE^d@K?d^RBTtRyGqdVdSxoMeV~etgX~[j`h}J~ngnm~mb~~`~~~}|~~y~~~~~~~~r~~~~VMb=GbGt8BbEzZdQ|ScxGwRg^hbRZqg~\
        MvvqmTwjhdo~Qz~o~~~mz~~~s~~~l~~~~~~~t~~~~a}Tk6lO`t7mJjG~ia~B~Kc{^ysq|O|W~rd~`~~t~B~B~yf~m~~~~~}~~~~~~~~~~~~~\
        ~}~~~~NSkDNDCRFYG<UIXp_P]d`WLmUvbcaXIrcppk_o~eYd^Zjumir~ur~yg~x~q~|~~~~~~~n~~~~_ce}H|<f[G~5k@}N~rK~K~ea~o~xk\
        ~D~S~~c~v~~D~]~V~~Y~~~S~~~~~~~~~~~~~~~~~~~~~RQMQ_RQ;I?^ZCUWfZvGhaJmTVw[yYqVaLW~l`pz~nfWb_O~jY~~sv~~zc~}~r~~~\
        ~~~~o~~~~`I]YQ~Gn2KmI~@~`ygk~H~Q{ii~kz~Z~:g~y~_~~{~W|Wxsw~~~~~}~~{~~~~~~~~~~~|~~~~WyDXIikRa0iDbFb{buK~SWvO~~\
        e~[~X~bO~[~yq~m~taQ`~K~~~}~~r~~~p~~~~~~~~~m~~~~SRn;C[HqAMI@[W^SxYTqc^IoOyx_oldzPgbUcq~ip{l~Ldn`Y~~i~~~q{~sw~\
        ~~~~~~~p~~~~_fa~=oThxE~7m4~jk~M~T~i[~p~~d~G~Wo~JSP~~c~r~}V~]~~~~~~~~v~~~y~~~~~~~~~~~~OPNK[DANIXRI=SKoZU[kSSj\
        TN^Zwkh`ob[u^Mb]~lehthsjT[s~q~x|~wt{~o~~~~~~~m~~~~V`LhZv^MIWm7[?QX_sO~LZiSSt]vj~;vNn~Rxlk~k~U~gX~[{~~pn~{~v~\
        z~c~~~~~~~l~~~~US[JYt[kB=vJQ3^J^]X|[[SiYsr^h~^dKZ~gak~ji~flfqnenq~n~fy~u~x~x~~~~~~~j~~~~YNT_Ax`oe;bYj=V]TaH~\
        TrYWtavxU~b~6]zkzd~~V~j~Ru~O}~ur~~c~y~|~|~~~~~~~n~~~~R[DLKTXh^RT9nMWJ[MApX_eSXoXqegY~[EqRshr}fgczc[~b]~~T~}v\
        cr~u~u~~~~~~~g~~~~Wm_IEkAmdXy:Z?tWVa:uJp_kbutak~I~bofVgS~xl~Q~hsxh|~~qs~|~]~{~{~~~~~~~m~~~~TPgZ8]OM`TuTQ>[kZ\
        RDeFMg]p`qsQ~]p^k~Abjf~]~efep~Rx~~m~ix~tlw~w~~~~~~~i~~~~TKNfMSD_DUvUqP`WrZ:t:XRie_`thj]~Gl~gQj~giuf}Lq~eh~~n\
        ~~c~t~^~x~~~~~~~j~~~~VkJNZj=UV;wVrFs[_sCkJMTUrC`dj~H~`V~hwZ~~P~[~g[~g{~~p~~{kv~yny~~~~~~~k~~~~RheF>rNHGHWSoN\
        dj^ZVn;WDQYpK_T~Zo]jnethm~gedpconcw~~l~~w~[~v~[~~~~~~~h~~~~Xmkj>__cBBn<t?ududG~HRWJ_vuSWra~Lp~Syn~rl~J~^t~Q}\
        p~r~~}~xt{~{~~~~~~~m~~~~UkhgYVCkU6`JU=]mgrHs]WJUOsruDnL~`V~h`k~~W~fdff~fc~mo~~z~u~b~y~~~~~~~k~~~~WPji[w@ScLX\
        Ah1_Yti[xIpSM`_twk_LxaotiyV~~lqh~Ns~h|~~V~~|~w~{s{~~~~~~~m~~~~FMPaSc7e[PqPYKlgml1~VhbckmlocpW~Yg~bqe{{d{`x`k\
        ~`t~~i~{t{o~s~s~~~~~~~e~~~~AMDINiE@UJkJfEfaggMYPc]^eggi]uF|Sa|[k`uu^uZrZf|Yn||c|unuj|m|m|||||||_||||FdOHAnUX\
        ;OpOkJkflkR~3gbcjlknbzVvXf~apezzcz`w`k~_s~~h~zszo~r~r~~~~~~~d~~~~FebO<]VeO1qOkKlgmlS~VEbckmloc{W~Mg~aqe{{d{`\
        w`k~`t~~i~{t{o~s~s~~~~~~~e~~~~Ca^^>SAaWAMLhGhcihO~Rd<`gihk_wS~UW~^mbww`w]t]h~[p~~e~wpwl~o~o~~~~~~~a~~~~FdbaS\
        ]>RZOe0kKkfllR~Uhb@kmlnbzW~Xfvapezzcz`w`k~_s~~h~zszo~r~r~~~~~~~d~~~~B`^]Oj@IEKl@GFgbhhN}Qd^_Dihj^vS}Tb}Qlavv\
        _v[s[g}Zo}}d}vovk}n}n}}}}}}}`}}}}BJhgYt[XIBvUf+qlrrY~]nhiqsrth~^~_l~gkk~~i~f}fq~ez~~n~~z~u~x~x~~~~~~~j~~~~CU\
        ?^PkRbF5[LhHFdiiP~Se_`h_ik`xT~Ud~^nbxxax]t]h~]q~~f~xqxl~o~o~~~~~~~a~~~~CbS>PlSbX;V;hHiAjiP~Se_`hj^l`xT~Vd~_n\
        bxxax]u]h~]q~~f~xqxl~p~p~~~~~~~b~~~~EcaT3mTdYN^7XJjfIkR~UgabjlkbbyV~Wf~`odyyby_v_j~^s~~h~ysyn~q~q~~~~~~~c~~~\
        ~BN][CJQ`VKl9NFgbhEN}Qc^_fhgjRvR}Tb}]l`vv_v[sZg}Zo}}d}vovj}n}n}}}}}}}`}}}}
        """

    /// Quality within its family [2 modes, after triad or richer, 12 degrees, 13].
    static let qualities = """
        #*#O.&8&#;H^~%)#:0$K%#AN}g#)#Y0$E/#/4[p$%#E:$A(#3LPn#)#[/$K+#.K]~$(#N;(1(#6CX9#,#_+$C)#5:yn#,#q,#['#8E`Z$-#I\
        +$C&#B;Zk#'#e4#L'#4J~y#(#V2&6'#7D[q#&#U5$D)#1Kqo&.#<*$@-#,BFh'2#4(#L,#.CKV%4#?'#Z8#&ON~&8#8&$I'#6KHc%:#=%#Y-\
        #,BU~(6#6*$F7#3+?6*5#1'#L*#.Q<Y%8#Y&#[/#+A>m,1#,(#L-#/;GU&*#;-%;+#/DGa&2#>)'4/#+ACC+5#H'$K-#,F.a$'#c4#Q)#3@H\
        d$'#D4$A)#3@r`#)#m/$A/#*Gtn#*#].'4)#3@~g#%#V=$A(#5B^i&(#~1$J*#1B7q)(#82$B)#3@8^#&#w5#V.#+E~~%(#:1(0)#3@R`#$#\
        V@$?)#2E_x$7#]&#L)#3@Nm#$#X?$D&#8E`k)*#1.#T/#+AFT,3#,4$H/#+AK-%8#>&$H<#%NH]%4#A'&6/#+APX%0#>)$H/#+AGT$9#W%%>\
        2#)DJ}(0#1)$H-#,BNT%3#>'#`3#(ENx+@#-'%</#+AK9',#9+$H/#+ACX&D#O$$H/#+A9i.0#+)$H/#+AJT
        """

    /// Change at a place in the bar and an age [8 + 6 + 4 + 3 + 1 places, 32 half-beats].
    static let hazards = """
        (%($(&()(&(((((((((-(/(7('(-(0(/ddddddddddddddddddddddddddddddddSSS2S?S^SVSZS^S[S^SVS^S]S^SSS^S]dddddddddddd\
        dddddddddddddddddddd7+757/7-767H7<7?7?7T787D7@7V777AddddddddddddddddddddddddddddddddJ=J1JQJPJUJJJVJPJ^JRJ^JL\
        JFJRJ^JJdddddddddddddddddddddddddddddddd)%)))'),)*)*)*)+)/)))*),)))*)0))ddddddddddddddddddddddddddddddddWYW;\
        W[WTW]WYW^WXWZW^WWWWW^WWWWW^ddddddddddddddddddddddddddddddddE8EBEFEAE^EAEGEUEGEIEREFEFEOEEEFdddddddddddddddd\
        dddddddddddddddd*'*)*)*'*)*.*)*+***.***,********ddddddddddddddddddddddddddddddddJGJJJRJJJHJJJRJJJRJJJOJJJPJJ\
        JKJJdddddddddddddddddddddddddddddddd(%($('()(&()()(((-(.(/(7('(.(3(/AGA5ANA3AUAHAVAIA^AUA^ANA^AXA^APdddddddd\
        dddddddddddddddddddddddd@@B<=;:8=;;5A@?==<:7POONOOODIGEC
        """

    /// Share of time, in thousandths, of the bass by semitones above the root, by quality.
    static let basses: [[Int]] = [
        [918, 0, 13, 0, 22, 6, 0, 32, 0, 1, 5, 2],
        [914, 0, 0, 21, 0, 6, 0, 24, 0, 6, 28, 1],
        [956, 1, 0, 1, 12, 3, 0, 16, 0, 3, 9, 0],
        [958, 0, 9, 0, 19, 1, 0, 3, 0, 0, 0, 10],
        [947, 0, 4, 7, 0, 6, 0, 22, 0, 2, 12, 0],
        [963, 0, 2, 0, 0, 1, 0, 19, 0, 0, 12, 3],
        [820, 0, 148, 0, 7, 0, 0, 26, 0, 0, 0, 0],
        [701, 19, 0, 72, 0, 0, 135, 0, 0, 0, 65, 9],
        [938, 0, 0, 0, 15, 0, 0, 47, 0, 0, 0, 0],
        [757, 0, 0, 5, 0, 11, 84, 0, 0, 0, 142, 0],
        [938, 0, 62, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [861, 0, 32, 0, 26, 2, 0, 57, 0, 21, 0, 0],
        [593, 0, 4, 16, 0, 0, 0, 386, 0, 0, 0, 0],
    ]

    /// Changes of the tonic by semitones upwards: 87 in 59900 bars, 87 of them at a phrase's start.
    static let tonicChanges: [Int] = [0, 30, 23, 8, 5, 2, 0, 2, 5, 7, 5, 0]
}

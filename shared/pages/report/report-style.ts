/** The report itself, on the published page and on the approver's: what is signed is what is published. */
export const reportStyle = `
.report h2,.about h2,#comparison h2{font-size:1.22rem;line-height:1.5;margin:2.4rem 0 .9rem}
.report h3,.about h3{font-size:1.05rem;margin:1.8rem 0 .5rem}
.report p{margin:.3rem 0;text-indent:2em;text-align:justify}
:lang(en) .report p{text-indent:0;margin:.7rem 0}
.report p.heading{text-indent:0;font-weight:600;margin-top:.9rem}
.report p.blank,td.blank{color:#8c1616;font-weight:600}
.report p.gap-note{text-indent:0;font-size:.85rem;color:#8c1616}
.scroll{position:relative;overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;width:100%;font-size:.86rem;line-height:1.45}
caption{caption-side:top;text-align:left;color:var(--soft);font-size:.85rem;padding-bottom:.3rem}
th,td{border:1px solid var(--line);padding:.32rem .4rem;vertical-align:middle}
th{font-weight:600;background:var(--tint)}
.official td{text-align:center;font-variant-numeric:tabular-nums;white-space:nowrap}
.official th{text-align:center}
.official th.label{text-align:left;font-weight:400}
.official th.corner{font-weight:400;font-size:.92em}
.official th.block{background:#e9e9e4}
.official.blocks{table-layout:fixed;min-width:21rem}
.blocks col.stub{width:27%}
.share-1-3,.share-2-6{width:24.33%}
.share-1-6{width:12.16%}
.columns-7 th.group{writing-mode:vertical-rl;white-space:nowrap;letter-spacing:.1em;padding:.3rem .1rem}
.columns-15{table-layout:fixed}
.columns-15 th,.columns-15 td{padding:.32rem .2rem}
td.changed{background:#fff6d6}
td.changed del{color:#8c1616;font-size:.92em}
td.changed ins{text-decoration:none;font-weight:700}
td.remarked{background:#fdf3e3}
td.corrected{background:#fff6d6;outline:2px solid #b7791f;outline-offset:-2px}
a.remark{font-size:.8em}
sup.mark{color:#8c1616;font-size:.75em;line-height:0}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.list{font-size:.88rem}
.list.figures tbody th{min-width:8em;position:sticky;left:0;background:var(--paper)}
.list.figures thead th:first-child{position:sticky;left:0;z-index:1}
.list.figures td{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.list td,.list th{text-align:left;vertical-align:top}
.list tbody th{background:none;font-weight:600}
.list tbody th.rowgroup{background:var(--tint)}
.list td small{color:var(--soft)}
.list td.day,.list td.day~td{white-space:nowrap}
td.late,td.missing{color:#8c1616;font-weight:600}
td.late small,td.missing small{font-weight:400}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);border:1px solid #ccc;margin:1rem 0}
.tiles div{padding:.5rem .8rem;border-left:1px solid #ccc}
.tiles div:first-child{border-left:0}
.tiles dt{font-size:.85rem;color:var(--soft)}
.tiles dd{margin:0;line-height:1.4}
.tiles b{font-size:1.4rem;font-weight:400}
.tiles small{display:block;color:var(--soft)}
.justified li{margin:.5rem 0}
@media (max-width:40rem){
.report p{text-align:left}
.tiles{grid-template-columns:1fr 1fr}
.tiles div:nth-child(3){border-left:0}
.tiles div:nth-child(n+3){border-top:1px solid #ccc}
.columns-7,.columns-15{font-size:.74rem}
.columns-7 td,.columns-7 th{padding:.3rem .12rem}
.columns-7 th.label{line-height:1.3}
.columns-7 th[scope=col],.columns-15 th[scope=col]{writing-mode:vertical-rl;padding:.3rem 0;letter-spacing:.08em}
.columns-15 td{padding:.3rem 0}
.columns-7 caption,.columns-15 caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
:lang(en) .columns-7{min-width:34rem}:lang(en) .columns-15{min-width:46rem}
}
@media print{
.scroll{overflow:visible}
.list.figures th{position:static !important}
.report .scroll{break-inside:avoid}
table,.list{font-size:8.5pt;min-width:0}
.columns-7,.columns-15{font-size:7.5pt}
details::details-content{content-visibility:visible}
tr,th,td{break-inside:avoid}
h2,h3,caption{break-after:avoid}
}
`

/** What the public pages have around it. Fonts are those of the reader's machine; prints on A4. */
export const publicStyle = `
:root{--ink:#1b1b1b;--soft:#555;--line:#8a8a8a;--rule:#9b1c1c;--paper:#fff;--tint:#f4f4f1}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:0 1rem 4rem;color:var(--ink);background:var(--paper);font:17px/1.85 "PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif;overflow-wrap:break-word}
a{color:#0b4a8f;text-underline-offset:.2em}
a:focus-visible,.scroll:focus-visible,summary:focus-visible{outline:3px solid #0b4a8f;outline-offset:2px}
.skip{position:absolute;left:-9999px}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem 1rem;z-index:2}
.masthead{text-align:center;border-bottom:3px double var(--rule);padding:.75rem 0 .9rem;margin-bottom:1.5rem}
.masthead h1{font-family:"Songti SC","STSong","SimSun","Noto Serif CJK SC",serif;font-size:clamp(1.35rem,4.6vw,2.05rem);line-height:1.45;margin:1.2rem 0 .8rem;text-wrap:balance}
.site{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem;font-size:.9rem;border-bottom:1px solid #ddd;padding-bottom:.4rem}
.places{display:flex;flex-wrap:wrap;gap:0 1.2rem}
.trail{text-align:left;font-size:.85rem;margin:.5rem 0 0;color:var(--soft)}
.foot{border-top:1px solid #ccc;margin-top:3rem;padding-top:.6rem;font-size:.85rem;color:var(--soft)}
.foot p{margin:.2rem 0}
.hint{color:var(--soft);font-size:.9rem}
main h2{font-size:1.22rem;line-height:1.5;margin:2rem 0 .6rem}
main h3{font-size:1.02rem;margin:1.2rem 0 .3rem}
details{border:1px solid #ccc;margin:.6rem 0;padding:.5rem .9rem}
summary{cursor:pointer}
summary small,h2 small{color:var(--soft);margin-left:.6em;font-weight:400}
.newest{border:1px solid #ccc;border-top:3px solid var(--rule);padding:.6rem 1.2rem}
.newest p{margin:.3rem 0}
.bodies{columns:2;column-gap:2.5rem;list-style:none;padding:0;margin:0}
.bodies li{display:flex;justify-content:space-between;gap:1rem;border-bottom:1px solid #ddd;padding:.3rem 0;break-inside:avoid}
.bodies small{color:var(--soft);white-space:nowrap}
.reports{list-style:none;padding:0}
.versions{font-size:.9rem}
.meta{display:flex;flex-wrap:wrap;justify-content:center;gap:.1rem 1.6rem;margin:0;color:var(--soft);font-size:.88rem}
.notice{border:1px solid #c9b27a;border-left:6px solid #b7791f;background:#fdf8ea;padding:.7rem 1rem;margin:1rem 0;font-size:.95rem;line-height:1.7}
.notice p{margin:.2rem 0}
.notice.correction{border-color:#9db7d5;border-left-color:#0b4a8f;background:#f2f7fc}
.notice.gap{border-color:#d9a3a3;border-left-color:var(--rule);background:#fcf3f3}
.contents ol{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:.6rem 1rem;margin:0;background:var(--tint);font-size:.92rem}
.contents a{display:inline-block;padding:.2rem 0}
.issuer{text-align:right;margin:2.5rem 0 0;line-height:1.9}
.about{border-top:1px solid var(--line);margin-top:3rem;font-size:.95rem;line-height:1.75}
.about p{margin:.4rem 0}
.notice .list{background:#fff}
.downloads{display:flex;flex-wrap:wrap;justify-content:center;gap:.2rem 1.4rem;margin:.4rem 0 0;font-size:.95rem}
.files{padding-left:1.2rem}
.digests dt{font-weight:600;margin-top:.5rem}.digests dd{margin:0}
code{font:.85em/1.5 ui-monospace,"SFMono-Regular",Consolas,"Noto Sans Mono",monospace;overflow-wrap:anywhere}
@media (max-width:40rem){body{font-size:16px}.bodies{columns:1}}
@media print{
@page{size:A4;margin:18mm 16mm}
body{max-width:none;padding:0;font-size:11pt;line-height:1.7}
.contents,.skip,.site,.trail,.downloads,.foot{display:none}
.about{break-before:page}
a{color:inherit;text-decoration:none}
}
`

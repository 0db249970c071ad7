//! The Chinese help of links, of signals, and of the further facts of a complaint.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("link", "") => "把工单与另一份工单关联",
        ("link", "other") => "另一份工单；不会写入它",
        ("link", "relation") => "本工单与对方的关系：duplicate-of、repeat-of、part-of、related",
        ("log", "contradicts") => "与之矛盾的先前答复：那次联系的编号",
        ("log", "to_parts") => "同样记录到属于本工单的每份未结工单",
        ("list", "at_risk") => "按规定中的信号，有升级为重大投诉风险的工单",
        ("list", "part_of") => "属于此工单的下级工单",
        ("open", "flags") => {
            "升高严重程度的标记：public-figure、official、journalist、social-media、regulator、consumer-org、safety、vulnerable、staff-conduct"
        }
        ("open", "place") => "发生地点",
        ("open", "people") => "涉及的人员",
        ("open", "reported_by") => "向我方转报投诉的部门",
        ("open", "representative") => "代表客户的人",
        ("open", "language") => "客户使用的语言",
        ("open", "prefers") => "客户希望的联系方式，例如 channel=phone",
        ("open", "tags") => "自由标签",
        _ => return None,
    })
}

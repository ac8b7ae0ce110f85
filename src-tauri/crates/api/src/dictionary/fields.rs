//! What is said of a field of the draft, and of a value that can't be kept.

use super::sentence::{Said, said};

/// By the field and the code, with a dot between.
pub(crate) const FIELDS: &[Said] = &[
    said("name.empty").says("이름을 정해 주세요.", "Give it a name."),
    said("name.too_long")
        .says("이름이 길어요.", "The name is too long.")
        .todo("40자까지 쓸 수 있어요.", "It can have up to 40 characters."),
    said("halves.nothing_chosen").says("무엇을 배포할지 골라 주세요.", "Choose what to deploy."),
    said("frontend.folder.empty").says("폴더를 골라 주세요.", "Choose a folder."),
    said("frontend.error_page.hides_api")
        .says("오류 페이지를 쓰면 API의 오류까지 화면으로 바뀌어요.", "The error page would hide the API’s errors.")
        .todo(
            "백엔드에 api. 주소를 따로 주거나, CloudFront 함수를 골라 주세요.",
            "Give the back-end its own name (api.), or choose the CloudFront function.",
        ),
    said("backend.image.empty")
        .says("이미지 이름을 적어 주세요.", "Enter the image’s name.")
        .todo("docker push로 올린 이름이에요.", "It’s the name you used with docker push."),
    said("backend.image.docker_command")
        .when(&[("suggestion", "")])
        .says("명령이 아니라 이미지 이름만 필요해요.", "Only the image’s name is needed, not the command."),
    said("backend.image.docker_command")
        .says("명령이 아니라 이미지 이름만 필요해요.", "Only the image’s name is needed, not the command.")
        .todo("{suggestion|이라고|라고} 쓰면 될 것 같아요.", "Perhaps {suggestion} is what you mean."),
    said("backend.image.address")
        .when(&[("suggestion", "")])
        .says("웹 주소가 아니라 이미지 이름이 필요해요.", "The image’s name is needed, not a web address."),
    said("backend.image.address")
        .says("웹 주소가 아니라 이미지 이름이 필요해요.", "The image’s name is needed, not a web address.")
        .todo("{suggestion|이라고|라고} 쓰면 될 것 같아요.", "Perhaps {suggestion} is what you mean."),
    said("backend.image.blank")
        .says("이미지 이름에 빈칸이 있어요.", "The image name has a space in it.")
        .todo("빈칸을 빼 주세요.", "Remove it."),
    said("backend.image.uppercase")
        .when(&[("suggestion", "")])
        .says("이미지 이름에는 대문자를 쓰지 않아요.", "Image names can’t have capital letters.")
        .todo("소문자로 적어 주세요.", "Write it in lower case."),
    said("backend.image.uppercase")
        .says("이미지 이름에는 대문자를 쓰지 않아요.", "Image names can’t have capital letters.")
        .todo("{suggestion|이라고|라고} 쓰면 될 것 같아요.", "Perhaps {suggestion} is what you mean."),
    said("backend.image.bad_character")
        .says(
            "이미지 이름에 쓸 수 없는 글자가 있어요: {character}.",
            "The name has a character that isn’t allowed: {character}.",
        )
        .todo("올린 이름을 그대로 복사해 주세요.", "Copy the name exactly as you pushed it."),
    said("backend.image.bad_part")
        .when(&[("part", "")])
        .says("이미지 이름에 /가 잇달아 있어요.", "There are two slashes in a row.")
        .todo("올린 이름을 그대로 복사해 주세요.", "Copy the name exactly as you pushed it."),
    said("backend.image.bad_part")
        .says("이미지 이름의 이 부분이 이상해요: {part}.", "This part of the image name isn’t valid: {part}.")
        .todo("올린 이름을 그대로 복사해 주세요.", "Copy the name exactly as you pushed it."),
    said("backend.image.bad_host")
        .says("{host|은|는} 저장소 주소가 아니에요.", "{host} isn’t a registry.")
        .todo("docker.io/내이름/이미지처럼 적어 주세요.", "Write it like docker.io/me/my-server."),
    said("backend.image.local_registry")
        .says(
            "{host|은|는} 내 컴퓨터에만 있어서 AWS에서 가져올 수 없어요.",
            "{host} is only on your computer, so AWS can’t reach it.",
        )
        .todo(
            "Docker Hub 같은 공개 저장소에 올려 주세요.",
            "Push the image to a public registry such as Docker Hub.",
        ),
    said("backend.image.private_registry")
        .says("{host|은|는} 로그인이 필요한 저장소예요.", "{host} requires a login.")
        .todo(
            "지금은 공개 저장소의 이미지만 쓸 수 있어요.",
            "For now, only images in public registries can be used.",
        ),
    said("backend.image.bad_tag")
        .when(&[("tag", "")])
        .says("이미지 이름의 : 뒤에 태그가 없어요.", "There is no tag behind the colon.")
        .todo("1.0이나 latest처럼 적거나 :를 빼 주세요.", "Write one such as 1.0 or latest, or leave the colon out."),
    said("backend.image.bad_tag")
        .says(": 뒤의 {tag|은|는} 태그로 쓸 수 없어요.", "{tag} can’t be used as a tag.")
        .todo("1.0이나 latest처럼 적어 주세요.", "Write it like 1.0 or latest."),
    said("backend.image.bad_digest")
        .says("@ 뒤의 값이 sha256 다이제스트가 아니에요.", "What follows the @ isn’t a sha256 digest.")
        .todo("올린 이름을 그대로 복사해 주세요.", "Copy the name exactly as you pushed it."),
    said("backend.image.too_long")
        .says("이미지 이름이 길어요.", "The name is too long.")
        .todo("올린 이름을 그대로 복사해 주세요.", "Copy the name exactly as you pushed it."),
    said("backend.port.empty").says("포트 번호를 적어 주세요.", "Enter the port.").todo(
        "모르겠다면 서버를 켤 때 나오는 localhost: 뒤의 번호예요.",
        "If you don’t know it: it’s the number after localhost: that your server prints when it starts.",
    ),
    said("backend.port.not_a_number")
        .says("{text|은|는} 번호가 아니에요.", "{text} isn’t a number.")
        .todo("8080처럼 숫자만 적어 주세요.", "Use digits only, such as 8080."),
    said("backend.port.out_of_range")
        .says("포트는 1부터 65535까지예요.", "Ports go from 1 to 65535.")
        .todo("앱이 기다리는 번호를 확인해 주세요.", "Check which port your app listens on."),
    said("backend.port.held_by_nginx")
        .says(
            "서버의 80번은 앞에 서는 nginx가 써요.",
            "Port 80 of the server is used by nginx, which sits in front.",
        )
        .todo(
            "컨테이너 안의 80번은 괜찮아요. 나루가 다른 번호로 이어 줘요.",
            "Port 80 inside the container is fine: Naru connects it through another port.",
        ),
    said("backend.port.held_by_ssh")
        .says(
            "22번은 서버에 원격으로 접속하는 SSH의 번호예요.",
            "22 is the port of SSH, which is for logging in to the server remotely.",
        )
        .todo("앱의 포트가 맞는지 한 번 더 확인해 주세요.", "Please double-check that this is your app’s port."),
    said("backend.port.privileged")
        .says(
            "1024보다 작은 번호는 정해진 쓰임이 있는 것이 많아요.",
            "Many ports below 1024 are reserved for something else.",
        )
        .todo(
            "컨테이너 안에서는 괜찮아요. 바꿀 수 있다면 3000이나 8080이 편해요.",
            "Inside a container it’s fine. If you can choose, 3000 or 8080 is easier.",
        ),
    said("backend.health_path.empty")
        .says("상태 검사 경로를 적어 주세요.", "Enter the health check path.")
        .todo("예제 서버라면 /health예요.", "The sample server’s is /health."),
    said("backend.health_path.no_slash")
        .when(&[("suggestion", "")])
        .says("경로는 /로 시작해요.", "The path starts with a slash.")
        .todo("앞에 /를 붙여 주세요.", "Put a / in front."),
    said("backend.health_path.no_slash")
        .says("경로는 /로 시작해요.", "The path starts with a slash.")
        .todo("{suggestion|이라고|라고} 쓰면 될 것 같아요.", "Perhaps {suggestion} is what you mean."),
    said("backend.health_path.address")
        .when(&[("suggestion", "")])
        .says("주소 전체가 아니라 경로만 필요해요.", "Only the path is needed, not the whole address.")
        .todo("/health처럼 적어 주세요.", "For example /health."),
    said("backend.health_path.address")
        .says("주소 전체가 아니라 경로만 필요해요.", "Only the path is needed, not the whole address.")
        .todo("{suggestion|이라고|라고} 쓰면 될 것 같아요.", "Perhaps {suggestion} is what you mean."),
    said("backend.health_path.blank")
        .says("경로에 빈칸이 있어요.", "The path has a space in it.")
        .todo("빈칸을 빼 주세요.", "Remove it."),
    said("backend.health_path.query")
        .when(&[("suggestion", "")])
        .says("?나 # 뒤는 쓸 수 없어요.", "What follows a ? or # can’t be used.")
        .todo("그 앞까지만 적어 주세요.", "Keep only what comes before it."),
    said("backend.health_path.query")
        .says("?나 # 뒤는 쓸 수 없어요.", "What follows a ? or # can’t be used.")
        .todo("{suggestion|이라고|라고} 쓰면 될 것 같아요.", "Perhaps {suggestion} is what you mean."),
    said("backend.health_path.bad_character")
        .says(
            "경로에 쓸 수 없는 글자가 있어요: {character}.",
            "The path has a character that isn’t allowed: {character}.",
        )
        .todo("영문자, 숫자, /, -, _를 써 주세요.", "Use letters, digits, /, - and _."),
    said("backend.health_path.bad_escape")
        .says("% 뒤에는 두 자리 16진수가 와야 해요.", "A % has to be followed by two hexadecimal digits.")
        .todo("%를 빼거나 고쳐 주세요.", "Remove the % or fix it."),
    said("backend.health_path.too_long")
        .says("경로가 길어요.", "The path is too long.")
        .todo("{limit}자까지 쓸 수 있어요.", "It can have up to {limit} characters."),
    said("backend.env.empty").says("변수의 이름을 적어 주세요.", "Give the variable a name."),
    said("backend.env.assignment")
        .when(&[("name", "")])
        .says("이름 칸에는 이름만 적어요.", "Only the name goes here.")
        .todo("= 뒤는 값 칸에 넣어 주세요.", "What follows the = goes in the value field."),
    said("backend.env.assignment").says("이름 칸에는 이름만 적어요.", "Only the name goes here.").todo(
        "이름은 {name}이고, = 뒤는 값 칸에 넣어 주세요.",
        "The name is {name}; what follows the = goes in the value field.",
    ),
    said("backend.env.leading_digit")
        .says("변수 이름은 숫자로 시작할 수 없어요.", "A variable’s name can’t start with a digit."),
    said("backend.env.property")
        .says(
            "Spring의 속성 이름은 환경 변수의 이름이 될 수 없어요.",
            "A Spring property name can’t be used as a variable’s name.",
        )
        .todo(
            "{suggestion|이라고|라고} 적으면 Spring이 같은 속성으로 읽어요.",
            "Write {suggestion}, which Spring reads as the same property.",
        ),
    said("backend.env.bad_character")
        .says(
            "변수 이름에 쓸 수 없는 글자가 있어요: {character}.",
            "The name has a character that isn’t allowed: {character}.",
        )
        .todo("영문자, 숫자, _를 써 주세요.", "Use letters, digits and _."),
    said("backend.env.too_long").says("변수 이름이 길어요.", "The variable’s name is too long."),
    said("backend.env.named_twice")
        .says("같은 이름의 변수가 두 개예요.", "Two variables have the same name.")
        .todo("하나를 지워 주세요.", "Remove one of them."),
    said("backend.env.no_value")
        .says("아직 값이 없는 변수가 있어요.", "A variable has no value yet.")
        .todo("값을 넣거나 지워 주세요.", "Enter one, or remove it."),
    said("backend.count.out_of_range").says("1대부터 {max}대까지 고를 수 있어요.", "You can choose from 1 to {max}."),
    said("domain.name.empty").says("도메인 이름을 적어 주세요.", "Enter the domain name."),
    said("domain.name.no_dot")
        .says("{text|은|는} 도메인이 아니에요.", "{text} isn’t a domain.")
        .todo("example.kr처럼 점이 있는 이름이에요.", "A domain has a dot in it, like example.com."),
    said("domain.name.address")
        .says("IP 주소가 아니라 도메인 이름이 필요해요.", "A domain name is needed, not an IP address.")
        .todo("example.kr처럼 적어 주세요.", "For example example.com."),
    said("domain.name.more_than_a_name")
        .says("이름만 필요해요.", "Only the name is needed.")
        .todo("{name|이라고|라고} 쓰면 될 것 같아요.", "Perhaps {name} is what you mean."),
    said("domain.name.part_too_long")
        .says("{text|은|는} 도메인으로 쓰기에 너무 길어요.", "{text} is too long for a domain.")
        .todo(
            "점과 점 사이는 {limit}자까지 쓸 수 있어요. 한글은 DNS에서 더 길어져요. 더 짧은 이름을 써 주세요.",
            "Between two dots there may be {limit} characters, and letters outside of a to z take several. Use a shorter one.",
        ),
    said("domain.name.malformed")
        .says("{text|은|는} 도메인으로 쓸 수 없어요.", "{text} can’t be used as a domain.")
        .todo(
            "글자와 숫자, -만 쓸 수 있고 -로 시작하거나 끝날 수 없어요.",
            "Use letters, digits and -, with no - at either end.",
        ),
    said("domain.name.nobodys").says("{text|은|는} 내 도메인으로 쓸 수 없는 이름이에요.", "{text} can’t be your own domain.").todo("도메인을 산 곳에서 받은 이름을 적어 주세요. co.kr처럼 다른 이름을 파는 곳이나, github.io처럼 서비스가 준 주소는 DNS를 바꿀 수 없어요.", "Enter a name you bought. You can’t change the DNS of a suffix where names are sold, such as co.kr, or of an address a service gave you, such as one on github.io."),
    said("domain.name.too_long").says("도메인 이름이 {length}자로 길어요.", "The name is long: it has {length} characters.").todo("인증서는 {limit}자까지 만들 수 있어요. 한글은 DNS에서 더 길어져요. 더 짧은 이름을 써 주세요.", "A certificate is made for {limit} at most, and letters outside of a to z take several. Use a shorter one."),
    said("domain.name.begins_with_www")
        .says("www는 빼고 적어 주세요.", "Leave out www.")
        .todo("{name|이라고|라고} 쓰면 될 것 같아요.", "Perhaps {name} is what you mean."),
];

/// Why a value of an environment variable can't be kept.
pub(crate) const ENV_VALUES: &[Said] = &[
    said("empty")
        .says("값이 비어 있어요.", "The value is empty.")
        .todo("AWS의 파라미터 저장소는 빈 값을 받지 않아요.", "AWS’s parameter store doesn’t accept empty values."),
    said("zero").says("값에 쓸 수 없는 글자가 있어요.", "The value has a character that can’t be used."),
    said("braces")
        .says("값에 여는 중괄호가 두 개 이어져 있어요.", "The value has two opening braces in a row.")
        .todo(
            "AWS가 참조로 읽어서 받지 않아요. 다른 값을 써 주세요.",
            "AWS would read them as a reference and refuse it. Use another value.",
        ),
    said("too_long")
        .says("값이 {bytes}바이트라서 너무 길어요.", "The value is too long: it has {bytes} bytes.")
        .todo(
            "AWS의 파라미터 저장소는 {limit}바이트까지 무료로 보관해요. 더 긴 것은 파일로 이미지에 넣거나 둘로 나눠 주세요.",
            "AWS’s parameter store keeps up to {limit} bytes free of charge. Put what is longer into the image as a file, or split it in two.",
        ),
];
